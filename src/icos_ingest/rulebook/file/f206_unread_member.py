"""The portal reads the first file of the zip and no other.

## What it checks
That a zip for a specification with `zipEncoding` and a table holds one file.

## Why it matters
The portal unpacks the first entry and ignores the rest without a word: data in the other files are stored,
but nobody will ever find them in the table.

## How to mend
Pack each data file into a zip of its own, and leave notes and folders out.

## Example
Bad: a zip with `co2_2023.csv` and `co2_2024.csv`. Good: two zips.

## References
ICOS Carbon Portal, data ingestion: the local header of the first entry alone counts.
"""

from collections.abc import Iterable
from itertools import islice

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class UnreadMember(FactRule):
    """Names what stands behind the first member."""

    severity = Severity.WARNING
    needs = Need.MEMBERS | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for all members but the first."""
        if ctx.spec is None or ctx.spec.encoding != "zipEncoding" or not ctx.spec.columns:
            return
        names = [
            member.member or member.name for member in islice(content.members(), ctx.options.limits.members)
        ]
        places = tuple(Place(member=name) for name in names[1:])
        if places:
            yield Hit(
                f"the portal reads only '{names[0][:100]}' and ignores {len(places)} more in the archive",
                Place(value=names[1]),
                expected="one file in the zip",
                count=len(places),
                places=places[: ctx.keep],
            )


RULE = UnreadMember()
