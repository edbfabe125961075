"""Cells of the table are merged.

## What it checks
That no cells are merged in the rows of a table.

## Why it matters
A merged range has one value, in its first cell: for every reader the others are empty, though they look
filled.

## How to mend
Take the merging back, and fill each cell with the value that it stands for.

## Example
Bad: `Hyltemossa` merged over A2:A49. Good: `Hyltemossa` in each of the 48 cells.

## References
ECMA-376 part 1, section 18.3.1.55 (merged cell).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class MergedCells(FaultRule):
    """Names the range."""

    kinds = ("merged-cells",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the range."""
        del ctx
        message = f"the cells {fault.place.value} are merged: only the first of them holds a value"
        return Hit(message, expected="a value in each cell")


RULE = MergedCells()
