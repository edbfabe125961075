"""The fill value of a variable is one of its valid values.

## What it checks
That `_FillValue` and `missing_value` lie outside of `valid_min`, `valid_max` and `valid_range`.

## Why it matters
A value that was measured cannot be told from a gap.

## How to mend
Choose a fill value outside of the range, such as -9999 where nothing is negative.

## Example
Bad: `_FillValue = 12.f` with `valid_range = 0.f, 20.f`. Good: `_FillValue = -9999.f`.

## References
CF Conventions, section 2.5.1.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import numbers, place, valid_range, variables


class FillWithinValidRange(FactRule):
    """Compares attributes."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that lies within."""
        del ctx
        for array in variables(content):
            low, high = valid_range(array) or (np.nan, np.nan)
            for name in ("_FillValue", "missing_value"):
                fill = numbers(array, name)
                if (
                    fill is not None
                    and len(fill) == 1
                    and low <= fill[0] <= high
                    and np.isfinite((low, high)).all()
                ):
                    message = f"{name} of '{array.name}' is {fill[0]:g}, a valid value"
                    yield Hit(message, place(array, fill[0]), f"less than {low:g} or more than {high:g}")


RULE = FillWithinValidRange()
