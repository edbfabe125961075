"""The archive holds no file.

## What it checks
That a zip, gzip or tar holds at least one file.

## Why it matters
An archive of nothing is a mistake of whoever packed it. The portal refuses an empty zip.

## How to mend
Pack the archive again, and list what is in it before you send it: `unzip -l FILE`.

## Example
Bad: a zip of 22 bytes, the end of a directory without entries. Good: a zip with the data file in it.

## References
APPNOTE 6.3 (zip); ICOS Carbon Portal, ingestion of data objects: "empty ZIP".
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class EmptyContainer(FaultRule):
    """Explains an archive without files."""

    kinds = ("empty-container",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say that nothing is in it."""
        del fault, ctx
        return Hit("the archive holds no file", expected="at least one file")


RULE = EmptyContainer()
