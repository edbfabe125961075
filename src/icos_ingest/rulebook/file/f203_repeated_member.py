"""Two members of the archive have one name.

## What it checks
That each name stands once in an archive, also where upper and lower case, and the ways to write an accent,
are taken as equal, as Windows and macOS do.

## Why it matters
Programs differ in which of the two they unpack, so two people may see different data in one archive.

## How to mend
Pack the archive anew into a fresh file; adding to an old one leaves the former version in it.

## Example
Bad: two entries `co2.csv`. Good: one.

## References
APPNOTE 6.3 (zip).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class RepeatedMember(FaultRule):
    """Explains which name stands twice."""

    kinds = ("member-duplicate",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the member."""
        del ctx
        name = fault.place.member or fault.place.value or fault.place.field
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"the archive holds more than one member '{name}'{why}", expected="each name once")


RULE = RepeatedMember()
