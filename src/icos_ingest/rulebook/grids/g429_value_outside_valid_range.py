"""A value lies outside of what the file itself calls valid.

## What it checks
That the values of a variable lie within its `valid_range`, or `valid_min` and `valid_max`. Gaps are passed
over, what nobody wrote, and what rounding may have done.

## Why it matters
By the conventions such a value counts as missing. Some programs leave it out and others do not, so that two
people get two means of one file.

## How to mend
If the value is wrong, write the fill value in its place; if it is right, widen the range.

## Example
Bad: `co2 = 412, 5000` with `valid_range = 300, 600`. Good: `co2 = 412, _`.

## References
CF Conventions, section 2.5.1; NetCDF Users Guide, attribute conventions.
"""

import math

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit, Need

_ROUNDING = 1e-6
"""Of the larger end: what single precision loses."""


class ValueOutsideValidRange(CellRule):
    """Compares with the attributes."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a value lies outside."""
        del ctx
        limits = column.info.valid_range
        if limits is None or column.values.dtype.kind not in "iuf":
            return None
        slack = _ROUNDING * max((abs(end) for end in limits if math.isfinite(end)), default=0.0)
        low, high = limits[0] - slack, limits[1] + slack
        if column.lies_within(low, high):
            return None
        outside: BoolArray = column.written & ((column.values < low) | (column.values > high))
        return outside

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value and the range."""
        del ctx
        assert column.info.valid_range is not None, "there is a mask only where there is a range"
        low, high = column.info.valid_range
        message = f"'{{value}}' in '{column.info.name}' lies outside of its own valid range"
        return Hit(message, expected=_words(low, high))


def _words(low: float, high: float) -> str:
    if math.isinf(high):
        return f"{low:g} or more"
    return f"{high:g} or less" if math.isinf(low) else f"{low:g} to {high:g}"


RULE = ValueOutsideValidRange()
