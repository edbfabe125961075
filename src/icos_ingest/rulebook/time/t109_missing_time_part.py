"""A part of the time has no column.

## What it checks
Whether a table of the atmosphere network whose stamps are in parts has the columns `Year`, `Month`, `Day`,
`Hour` and `Minute`.

## Why it matters
The portal takes an absent part as 00. Without hour or minute it accepts the file: all rows of a day, or of an
hour, have one time. Without the others no row has a readable stamp, and the file is refused.

## How to mend
Add the column; it may hold 00 in all rows if that is right.

## Example
Bad: `Year;Month;Day;Minute;co2`. Good: `Year;Month;Day;Hour;Minute;co2`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer`: an absent column of the stamp is 00.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need

_FORMAT, _PARTS = "asciiAtcProductTimeSer", ("Year", "Month", "Day", "Hour", "Minute")
_OPTIONAL = ("Hour", "Minute")


class MissingTimePart(FactRule):
    """Looks for the titles of the parts."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each part that is absent."""
        if ctx.facts.format != _FORMAT:
            return
        for table in content.tables().values():
            titles = {info.title for info in table.columns}
            line = next((info.place.line for info in table.columns if info.place.line), None)
            for part in _PARTS:
                if part not in titles:
                    message = f"there is no column '{part}', and the portal takes 00 for it in every row"
                    blocks = part not in _OPTIONAL and ctx.spec is not None
                    yield Hit(message, Place(line=line, field=part), f"a column {part}", blocks=blocks)


RULE = MissingTimePart()
