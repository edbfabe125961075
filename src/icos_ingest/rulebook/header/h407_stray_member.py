"""A package of raw data holds a file that is none.

## What it checks
That every file in a zip with the name of raw data of an ecosystem station has such a name itself.

## Why it matters
Only files with such names are unpacked and processed; all others are left aside without a word.

## How to mend
Leave out what is no data (`Thumbs.db`, notes), and rename what is.

## Example
Bad: `Thumbs.db` in `SE-Htm_EC_20240301_L01_F01.zip`. Good: raw files alone.

## References
ICOS Ecosystem Thematic Centre, names of raw data files; ICOS data portal, facade of the ecosystem stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.packages import at, package


class StrayMember(FactRule):
    """Names the files."""

    severity = Severity.WARNING
    needs = Need.MEMBERS

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for all of them."""
        found = package(content, ctx)
        stray = [member for member, said in found.members if said is None] if found else []
        if stray:
            places = at(stray)
            message = f"'{stray[0]}' does not have the name of a raw file"
            yield Hit(
                message,
                places[0],
                "CC-Xxx_TT_YYYYMMDD[hhmm]_LNN_FNN.ext",
                count=len(stray),
                places=places[: ctx.keep],
            )


RULE = StrayMember()
