"""A check of your own schema could not run.

## What it checks
That each check of the pandera schema that you gave with `validate(..., extra=schema)` ran to its end. One
that raises an error tells nothing of the data; the other checks go on.

## Why it matters
What the check would have found is not known, so the file counts as not judged to the end.

## How to mend
Try the check by hand on the data, `icos_ingest.open_dataset(path)`; the message says what it raised.

## Example
Bad: a check that divides by a column of text. Good: one that takes what the column holds.

## References
pandera, checks of schemas: pandera.readthedocs.io.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnusableOwnSchema(FaultRule):
    """Explains which check raised what."""

    kinds = ("own-schema-crashed",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the check and the exception."""
        del ctx
        return Hit(f"a check of your own schema could not run: {fault.detail}")


RULE = UnusableOwnSchema()
