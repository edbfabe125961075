"""A cell of the notebook was not run, and others were.

## What it checks
That each code cell with more than comments has an execution count, where any cell has one. A notebook of
which no cell ran is left alone.

## Why it matters
The outputs were made without this cell: it may have been added later, or does not work.

## How to mend
Choose "Restart Kernel and Run All Cells", and save.

## Example
Bad: counts 1, null, 2. Good: 1, 2, 3.

## References
nbformat, code cells: execution_count.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class SkippedCell(FaultRule):
    """Explains which cell was passed over."""

    kinds = ("notebook-unrun",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the cell, counted from 1."""
        del ctx
        cell = f"cell {fault.place.index[0] + 1}" if fault.place.index else "a cell"
        return Hit(f"{cell} was not run, though others were")


RULE = SkippedCell()
