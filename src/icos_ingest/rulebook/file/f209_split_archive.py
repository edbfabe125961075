"""The archive is one part of several.

## What it checks
That a zip archive is whole in one file: neither its end record nor a member names another disk, and its first
bytes are not the marker of a split archive (`PK 07 08`).

## Why it matters
One part alone cannot be unpacked. The portal refuses it by its first bytes.

## How to mend
Join the parts (`zip -s 0 parts.zip --out whole.zip`), or pack the files into one archive.

## Example
Bad: `data.z01` of `data.z01` and `data.zip`. Good: one `data.zip`.

## References
APPNOTE 6.3, section 8 (splitting and spanning); ICOS Carbon Portal, ingestion of data objects: "part of a
multi-zip archive".
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class SplitArchive(FaultRule):
    """Explains by what it is known to be a part."""

    kinds = ("split-archive",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what tells it, and of which member."""
        del ctx
        member = f" of the member '{fault.place.member}'" if fault.place.member else ""
        message = f"a part{member} of the archive is in another file: {fault.detail}"
        return Hit(message, expected="one whole archive")


RULE = SplitArchive()
