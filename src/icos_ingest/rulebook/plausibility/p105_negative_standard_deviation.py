"""A standard deviation is below zero.

## What it checks
That no value of a column of standard deviations is negative. Numbers of nines are meant as gaps: they are
left to `look-alike-missing-value`.

## Why it matters
A standard deviation is a root and cannot be negative: the columns are shifted, the sign was turned, or a gap
was written as a number.

## How to mend
Look whether the columns were exported in the order of the titles, and what the value stands for.

## Example
Bad: `Stdev` of -0.12. Good: 0.12.

## References
ISO/IEC Guide 98-3 (GUM), B.2.17: the positive square root of the variance.
"""

import math

import numpy as np

from icos_ingest.content import BoolArray, Column
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.rule_parts.gaps import number_gaps
from icos_ingest.rule_parts.spreads import is_gap_of_nines, is_spread


class NegativeStandardDeviation(CellRule):
    """Compares with zero."""

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a standard deviation is negative and no gap."""
        if column.values.dtype.kind not in "if" or not is_spread(column.info):
            return None
        if column.lies_within(0, math.inf):
            return None
        below: BoolArray = column.valid & (column.values < 0)
        if not below.any():
            return None
        gaps = number_gaps(column, ctx)
        nines = [value for value in np.unique(column.values[below]) if is_gap_of_nines(float(value))]
        below &= ~np.isin(column.values, nines)
        return below if gaps is None else below & ~gaps

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value."""
        del ctx
        return Hit(
            f"the standard deviation '{{value}}' in '{column.info.name}' is below zero", expected="0 or more"
        )


RULE = NegativeStandardDeviation()
