"""The file is empty.

## What it checks
That the file has any bytes. An empty member of an archive is only noted.

## Why it matters
An empty file is what a full disk or a broken transfer leaves behind. The portal refuses it.

## How to mend
Write or download the file again, and look at its size before you send it.

## Example
Bad: a file of 0 bytes. Good: a file with a header and at least one row.

## References
ICOS Carbon Portal, ingestion of data objects: "Empty file".
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class EmptyFile(FaultRule):
    """Explains a source without bytes."""

    kinds = ("empty", "empty-member")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say that nothing is there; in an archive an empty file may be meant."""
        del ctx
        severity = Severity.INFO if fault.kind == "empty-member" else None
        return Hit("the file is empty", expected="a file with data", severity=severity)


RULE = EmptyFile()
