"""The portal cannot read the time of this kind of file.

## What it checks
Whether the specification of a SITES table has a column TIMESTAMP of a format that the portal knows there: a
local date and time, a date, a month, or a year.

## Why it matters
With any other the portal stamps every row 1970-01-01 and accepts the file.

## How to mend
Use a specification whose TIMESTAMP is `isoLikeLocalDateTime`, `iso8601date`, `iso8601month` or `int32`.

## Example
Bad: TIMESTAMP as `iso8601dateTime`. Good: TIMESTAMP as `isoLikeLocalDateTime`.

## References
ICOS Carbon Portal, ingestion of `delimitedHeaderCsv`.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class UnreadTime(FactRule):
    """Looks for a SITES table without times."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit where the format gives no time."""
        if ctx.facts.format == "delimitedHeaderCsv" and ctx.facts.time is None:
            first = next(iter(next(iter(content.tables().values())).columns), None)
            place = first.place if first else Place(line=1)
            yield Hit("the portal stamps every row of this file 1970-01-01", place)


RULE = UnreadTime()
