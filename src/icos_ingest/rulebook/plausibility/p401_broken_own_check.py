"""A value breaks a check of your own.

## What it checks
What the pandera schema asks that you gave with `validate(..., extra=schema)`: each of its checks, and where
values may not be missing or may not repeat.

## Why it matters
You said that such data are wrong.

## How to mend
Look at the first value in its context; correct it, flag it, or relax the check.

## Example
Bad: `TA` of 51 where the schema says `Check.le(50)`. Good: `TA` of 49.

## References
pandera, checks of schemas: pandera.readthedocs.io.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class BrokenOwnCheck(FaultRule):
    """Explains which check failed, and on what."""

    kinds = ("own-check",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the first value."""
        del ctx
        at = fault.place
        what = (
            f"'{at.value}' in '{at.field}'"
            if at.value is not None
            else f"'{at.field}'"
            if at.field
            else "a row"
        )
        whole = "the data break" if at.index is None and at.field is None else f"{what} breaks"
        return Hit(f"{whole} your own check {fault.detail}")


RULE = BrokenOwnCheck()
