"""A value is outside its plausible range.

## What it checks
That numbers lie within the plausible range that the specification gives for their column; for FLUXNET and
AmeriFlux files of hourly and half-hourly values the published limits by variable name. Values that look
like missing values, that are in another unit, and standard deviations below zero have rules of their own.

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

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.rule_parts.limits import limits_of
from icos_ingest.rule_parts.shifts import explained
from icos_ingest.rule_parts.spreads import is_spread


class ImplausibleValue(CellRule):
    """Compares numbers with limits in the column's own unit."""

    severity = Severity.WARNING

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a number is below or above, and nothing else explains it."""
        limits = limits_of(column.info, ctx) if column.values.dtype.kind in "iuf" else None
        if limits is None:
            return None
        low = -float("inf") if is_spread(column.info) and limits.min >= 0 else limits.min
        if column.lies_within(low, limits.max):
            return None
        outside: BoolArray = column.valid & ((column.values < low) | (column.values > limits.max))
        if not outside.any():
            return None
        told = explained(column, ctx)
        return outside if told is None else outside & ~told

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value and the range."""
        limits = limits_of(column.info, ctx)
        assert limits is not None, "there is a mask only where there is a range"
        unit = f" {limits.unit}" if limits.unit != "1" else ""
        expected = f"{limits.min:g} to {limits.max:g}{unit} ({limits.source})"
        return Hit(f"'{{value}}' in '{column.info.name}' is outside the plausible range", expected=expected)


RULE = ImplausibleValue()
