"""The notebook is not as the notebook format wants it.

## What it checks
That an .ipynb file is JSON, and valid by the schema of its `nbformat`.

## Why it matters
Jupyter refuses to open it, or repairs it and so changes it.

## How to mend
Look at the place for marks of a merge (`<<<<<<<`), or save the notebook from Jupyter again.

## Example
Bad: a notebook cut off in the middle of an output. Good: one that JupyterLab opens.

## References
nbformat, the notebook file format.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class BrokenNotebook(FaultRule):
    """Explains why Jupyter would not open it."""

    kinds = ("notebook-broken",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on where and why."""
        del ctx
        return Hit(f"the notebook is broken{f': {fault.detail}' if fault.detail else ''}")


RULE = BrokenNotebook()
