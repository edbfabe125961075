"""The cells of the notebook did not run from top to bottom.

## What it checks
That the execution counts of the code cells grow from cell to cell. Numbers may be left out.

## Why it matters
The outputs were made in another order than that in which they are read, so running the notebook from the top
may give others.

## How to mend
Choose "Restart Kernel and Run All Cells", and save.

## Example
Bad: counts 1, 7, 6. Good: 1, 2, 3.

## References
nbformat, code cells: execution_count.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class DisorderedCell(FaultRule):
    """Explains which cell ran before one above it."""

    kinds = ("notebook-order",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the cell, counted from 1, and both counts."""
        del ctx
        cell = f"cell {fault.place.index[0] + 1}" if fault.place.index else "a cell"
        return Hit(f"{cell} ran before one above it{f': {fault.detail}' if fault.detail else ''}")


RULE = DisorderedCell()
