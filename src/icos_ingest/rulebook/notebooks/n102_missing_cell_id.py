"""A cell of the notebook has no id, or one that stands twice.

## What it checks
That in a notebook of format 4.5 or later each cell has an `id` of its own.

## Why it matters
Jupyter warns of it and will refuse it one day; links to cells and merges go by the id.

## How to mend
Open the notebook in JupyterLab and save it: it fills in what is missing.

## Example
Bad: two cells with the id `a1b2`. Good: each with its own.

## References
JEP 62, cell ids; nbformat 4.5.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingCellId(FaultRule):
    """Explains what is wrong with an id."""

    kinds = ("notebook-cell-id",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say which cell, counted from 1."""
        del ctx
        cell = f"cell {fault.place.index[0] + 1}" if fault.place.index else "a cell"
        return Hit(f"{cell} has no id of its own{f': {fault.detail}' if fault.detail else ''}")


RULE = MissingCellId()
