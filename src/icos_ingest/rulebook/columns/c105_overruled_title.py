"""A column has the title of one that the portal makes itself.

## What it checks
Whether the file has a column of the title, mostly `TIMESTAMP`, that its format adds before all others.

## Why it matters
The portal takes the values of the first column of a title: its own, made from the parts of date and time.
What stands in the file under that title is never read.

## How to mend
Delete the column, or give it another title.

## Example
Bad: `TIMESTAMP;Year;Month;…` in an ATC product. Good: `Year;Month;…`.

## References
ICOS Carbon Portal, ingestion of text tables: added columns stand before the file's own.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class OverruledTitle(FactRule):
    """Looks for the titles of added columns among the file's own."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TEXT

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each column that loses."""
        del ctx
        for table in content.tables().values():
            added = {info.title for info in table.columns if info.cell is None}
            for info in table.columns:
                if info.cell is not None and info.title in added:
                    message = f"the portal makes '{info.title}' itself, and never reads this column"
                    yield Hit(message, info.place, "another title, or no such column")


RULE = OverruledTitle()
