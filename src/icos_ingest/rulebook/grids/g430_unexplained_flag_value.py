"""A flag has a value that the file does not explain.

## What it checks
That each value of a variable of whole numbers with `flag_values`, and without `flag_masks`, is one of those.

## Why it matters
Nobody knows what the value says; most programs take it for good, or for bad.

## How to mend
Write one of the values, or explain the new one in `flag_values` and `flag_meanings`.

## Example
Bad: a 7 with `flag_values = 0b, 1b`. Good: a 1.

## References
CF Conventions, section 3.5.
"""

import numpy as np

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit, Need

_SHOWN = 20


class UnexplainedFlagValue(CellRule):
    """Compares with the attribute."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a flag is there and is none of them."""
        del ctx
        known = column.info.flag_values
        if not known or column.values.dtype.kind not in "iu":
            return None
        unknown: BoolArray = column.written & ~np.isin(column.values, known)
        return unknown

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the flag, and list those that are explained."""
        del ctx
        known = column.info.flag_values
        listed = ", ".join(map(str, known[:_SHOWN])) + (", ..." if len(known) > _SHOWN else "")
        message = f"the flag '{{value}}' in '{column.info.name}' is not explained"
        return Hit(message, expected=f"one of {listed}")


RULE = UnexplainedFlagValue()
