"""The archive unfolds to far more than it could hold in earnest.

## What it checks
That a member does not unfold beyond the limits: bytes in all, times its packed size, archives within
archives. Reading stops there.

## Why it matters
Such an archive fills the disk or memory of whoever unpacks it.

## How to mend
If the data are real, pack them into several archives, or write them in a format that compresses in itself,
such as netCDF-4.

## Example
Bad: 42 kB of zip that unfold to petabytes. Good: a CSV that shrinks to a tenth.

## References
CWE-409, decompression bombs.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class ArchiveBomb(FaultRule):
    """Explains which limit was passed."""

    kinds = ("bomb",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the member and the limit."""
        del ctx
        name = f"'{fault.place.member}'" if fault.place.member else "the archive"
        return Hit(f"{name} unfolds beyond all measure{f': {fault.detail}' if fault.detail else ''}")


RULE = ArchiveBomb()
