"""The column of times has another title than the format gives it.

## What it checks
Whether the second column of a half-hourly ecosystem product is titled `TIMESTAMP_END`.

## Why it matters
The portal takes the second column for the end of the half hour, whatever its title says. Where start and end
are swapped, or another column of dates stands there, every row is stamped wrong, and the file is accepted.

## How to mend
Put `TIMESTAMP_START` first and `TIMESTAMP_END` second.

## Example
Bad: `TIMESTAMP_END,TIMESTAMP_START,…`. Good: `TIMESTAMP_START,TIMESTAMP_END,…`.

## References
ICOS Carbon Portal, ingestion of `asciiEtcHalfHourlyProductTimeSer`: the added TIMESTAMP is column 2.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need

_FORMAT, _CELL, _TITLE = "asciiEtcHalfHourlyProductTimeSer", 1, "TIMESTAMP_END"


class UnexpectedTimeTitle(FactRule):
    """Looks at the title of the column that the stamps come from."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit where the title is another."""
        if ctx.facts.format != _FORMAT:
            return
        for table in content.tables().values():
            for info in table.columns:
                if info.cell == _CELL and info.title != _TITLE:
                    message = f"the portal takes '{info.title}' for the end of each half hour"
                    yield Hit(message, info.place, f"{_TITLE} as the second column")


RULE = UnexpectedTimeTitle()
