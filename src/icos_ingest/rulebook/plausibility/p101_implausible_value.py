"""A value is outside its plausible range.

## What it checks
That numbers lie within the plausible range that the specification gives for their column; for FLUXNET and
AmeriFlux files of hourly and half-hourly values the published limits by variable name. Values that look
like missing values are left to `look-alike-missing-value`.

## Why it matters
A value outside is mostly an instrument that failed, a wrong unit, or a shifted column.

## How to mend
Look at the first value in its context. If the unit is wrong, convert; if the instrument failed, flag the
value as bad or delete it; if the value is right, leave it: this is a warning.

## Example
Bad: a CO2 mole fraction of 39820 µmol mol-1 (a lost decimal point). Good: 398.20.

## References
AmeriFlux FP variable limits, widened by 5 %; QuinCe range check; our own wide limits, as the specification
says.
"""

from dataclasses import replace

from icos_ingest.content import BoolArray, Column, ColumnInfo
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.rule_parts.gaps import number_gaps
from icos_ingest.schema import Range, range_for
from icos_ingest.units import convert, convertible, normalise

TOWER_FORMATS = frozenset(
    {"fluxnet", "ameriflux-base", "ameriflux-fp-in", "asciiEtcHalfHourlyProductTimeSer"}
)
LONGEST_INTERVAL = 60
"""Minutes that the limits by variable name hold for."""


class ImplausibleValue(CellRule):
    """Compares numbers with limits in the column's own unit."""

    severity = Severity.WARNING

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a number is below or above."""
        if column.values.dtype.kind not in "iuf":
            return None
        limits = _limits(column.info, ctx)
        if limits is None:
            return None
        outside: BoolArray = column.valid & ((column.values < limits.min) | (column.values > limits.max))
        gaps = number_gaps(column, ctx) if outside.any() else None
        return outside if gaps is None else outside & ~gaps

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value and the range."""
        limits = _limits(column.info, ctx)
        assert limits is not None, "there is a mask only where there is a range"
        unit = f" {limits.unit}" if limits.unit != "1" else ""
        expected = f"{limits.min:g} to {limits.max:g}{unit} ({limits.source})"
        return Hit(f"'{{value}}' in '{column.info.name}' is outside the plausible range", expected=expected)


def _limits(info: ColumnInfo, ctx: Context) -> Range | None:
    """The range of a column in the unit of its values, None where none is known."""
    limits = info.spec.range if info.spec else _by_name(info, ctx)
    if limits is None or info.unit is None or normalise(info.unit) == normalise(limits.unit):
        return limits
    if limits.unit == "1" or not convertible(limits.unit, info.unit):
        return None
    low, high = sorted(convert([limits.min, limits.max], limits.unit, info.unit).tolist())
    return replace(limits, min=low, max=high, unit=info.unit)


def _by_name(info: ColumnInfo, ctx: Context) -> Range | None:
    time = ctx.facts.time
    if ctx.facts.format not in TOWER_FORMATS or time is None or time.interval is None:
        return None
    return range_for(info.title) if 0 < time.interval <= LONGEST_INTERVAL else None


RULE = ImplausibleValue()
