"""There are bytes in the archive that belong to none of its members.

## What it checks
That nothing stands before, between or after the members of an archive and its directory.

## Why it matters
Data that a program appended, or a broken transfer left behind, are in no member, and nobody will find them;
some programs refuse such an archive.

## How to mend
If the file came over a network, transfer it again; else pack the files anew into a fresh archive.

## Example
Bad: a zip of two files with a web page of 300 bytes behind its end record. Good: the zip alone.

## References
APPNOTE 6.3, section 4.3.1 (layout), 4.3.16 (end record).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnclaimedBytes(FaultRule):
    """Explains where they are; those at the end are likely to be the remains of something."""

    kinds = ("unclaimed-bytes", "trailing-bytes")
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many and where."""
        del ctx
        severity = None if fault.kind == "trailing-bytes" else Severity.INFO
        return Hit(f"the file holds what belongs to no member: {fault.detail}", severity=severity)


RULE = UnclaimedBytes()
