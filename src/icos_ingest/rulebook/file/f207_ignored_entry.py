"""The archive holds more than the portal opens.

## What it checks
Whether a zip archive around a text holds one file only.

## Why it matters
The portal opens the first file of the archive and never looks at what follows. The others are stored and
lost to every user of the data.

## How to mend
Pack each file into an archive of its own, and upload each.

## Example
Bad: `meteo.zip` with `2023.csv` and `2024.csv`. Good: `meteo_2023.zip` with `2023.csv`.

## References
ICOS Carbon Portal, `zipEncoding`: what follows the first entry is ignored.
"""

from collections.abc import Iterable
from itertools import islice

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need

_LISTED = 3


class IgnoredEntry(FactRule):
    """Counts the files of an archive under a specification of zipped tables."""

    severity = Severity.WARNING
    needs = Need.MEMBERS | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for all files after the first."""
        assert ctx.spec is not None, "it is needed"
        if content.facts.format != "zip" or ctx.spec.encoding != "zipEncoding" or not ctx.spec.columns:
            return
        names = [member.basename for member in islice(content.members(), 1, 2 + _LISTED)]
        if names:
            listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
            message = "the portal opens the first file of the archive only, and ignores what follows"
            yield Hit(message, Place(offset=0, value=listed), "one file in the archive")


RULE = IgnoredEntry()
