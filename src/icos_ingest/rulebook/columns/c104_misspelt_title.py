"""A title is almost one that the specification knows.

## What it checks
Whether a title that nothing matches would be one of the specification's if case, blanks, quotes or a
byte-order mark were different, and the column is optional. A required one is missed by `missing-column`.

## Why it matters
The portal compares titles letter for letter. It ignores a column that it does not know, and accepts the file
without it.

## How to mend
Write the title exactly as the specification has it; `icos-ingest spec ID` lists all titles.

## Example
Bad: `"TA_1_1_1"`, ` AP`, `sw_in`. Good: `TA_1_1_1`, `AP`, `SW_IN`.

## References
ICOS Carbon Portal, ingestion of text tables: titles are compared as they stand.
"""

from collections.abc import Iterable

from icos_ingest.content import ColumnInfo, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.schema import meant_title


class MisspeltTitle(FactRule):
    """Compares the titles that nothing matches with those that nothing has matched."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each such title."""
        assert ctx.spec is not None, "it is needed"
        for table in content.tables().values():
            titles = {info.title for info in table.columns}
            for info in table.columns:
                meant = None if info.spec else meant_title(info.title, ctx.spec)
                if meant is not None and meant.title not in titles and meant.optional:
                    yield _hit(info, meant.title)


def _hit(info: ColumnInfo, meant: str) -> Hit:
    message = (
        f"the portal ignores the column '{info.title}', whose title it does not know; it knows '{meant}'"
    )
    return Hit(message, info.place, f"the title '{meant}', if that is meant")


RULE = MisspeltTitle()
