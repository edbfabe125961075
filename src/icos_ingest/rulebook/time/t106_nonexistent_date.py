"""A date or time does not exist, and the portal takes it for another.

## What it checks
Whether a local date names a day that its month lacks (30 February), or an instant a 60th second.

## Why it matters
The portal accepts both: the day becomes the last of its month, the second the 59th. Two rows then have one
time, and nobody will ever tell.

## How to mend
Correct the date in the file; a program that counts days or seconds by itself has mostly gone one too far.

## Example
Bad: `2023-02-29 12:00`, `31/06/2023`, `2016-12-31T23:59:60Z`. Good: `2023-03-01 12:00`.

## References
ICOS Carbon Portal, value formats `etcDate`, `isoLikeLocalDateTime`, `etcLocalDateTime`, `iso8601dateTime`.
"""

from collections.abc import Iterable

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, hit_rows

_DATES = frozenset({"etcDate", "isoLikeLocalDateTime", "etcLocalDateTime", "iso8601dateTime"})


class NonexistentDate(FoldRule):
    """Shows stamps, and cells of dates, that were read as something else than they say."""

    severity = Severity.WARNING

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """The dates of a block."""
        columns = [column for column in block.columns.values() if column.info.format in _DATES]
        if block.time is not None and block.time.loose is not None:
            columns.append(block.time)
        message = "'{value}' does not exist, and the portal takes it for another time"
        hits = (
            hit_rows(block, column.loose, column, ctx, message, expected="a date and time that exist")
            for column in columns
            if column.loose is not None
        )
        return [hit for hit in hits if hit]

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part


RULE = NonexistentDate()
