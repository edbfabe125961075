"""A value is infinite.

## What it checks
That no number is infinity, in arrays and in data in memory. In a text it is refused (`unparsable-cell`), and
outside of the range that a specification has it is implausible.

## Why it matters
Means and sums over such a value are infinite or no number at all, and maps lose their colours. Nothing that
is measured is infinite: something was divided by zero, or a number was too large for its type.

## How to mend
Find out where it was divided, and write the missing value there. Numbers beyond 3.4e38 need 64 bits.

## Example
Bad: `flux = 1.2, Infinity, 1.4`. Good: `flux = 1.2, _, 1.4`, with a `_FillValue`.

## References
IEEE 754-2019, section 6.1.
"""

import math

import numpy as np

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit


class InfiniteValue(CellRule):
    """Asks whether numbers are finite."""

    severity = Severity.WARNING

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a number is not; of none but infinite ones, both ends are."""
        del ctx
        told = column.info.spec is not None and column.info.spec.range is not None
        if told or column.values.dtype.kind != "f" or all(map(math.isfinite, column.ends)):
            return None
        infinite: BoolArray = column.valid & np.isinf(column.values)
        return infinite

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote it."""
        del ctx
        return Hit(f"'{{value}}' in '{column.info.name}' is infinite", expected="a finite number, or a gap")


RULE = InfiniteValue()
