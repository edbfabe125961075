"""A cell has outputs, but no number of its run.

## What it checks
That each code cell with outputs has an execution count.

## Why it matters
Nobody can tell of which run the output is: it may stem from another version of the code above it.

## How to mend
Choose "Restart Kernel and Run All Cells", and save; or clear the outputs.

## Example
Bad: `"execution_count": null` above a plot. Good: `"execution_count": 4`.

## References
nbformat, code cells: execution_count, outputs.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UncountedOutput(FaultRule):
    """Explains which outputs are of no known run."""

    kinds = ("notebook-uncounted-output",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the cell, counted from 1."""
        del ctx
        cell = f"cell {fault.place.index[0] + 1}" if fault.place.index else "a cell"
        return Hit(f"{cell} has outputs, but no number of its run")


RULE = UncountedOutput()
