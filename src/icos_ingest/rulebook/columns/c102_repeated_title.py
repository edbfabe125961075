"""Two columns have one title.

## What it checks
That each title stands once in a table. Blank titles are left out.

## Why it matters
The portal gives both columns the values of the first, and where the specification has neither optional nor
regular-expression columns it serves shifted values: the file is accepted and silently wrong. Other programs
keep one of the two, or rename them, each in its own way.

## How to mend
Give each column a title of its own, or delete the one that is not needed.

## Example
Bad: `date,latitude,longitude,latitude`. Good: `date,latitude,longitude,latitude_raw`.

## References
ICOS Carbon Portal, ingestion of text tables: the first column of a title gives the values.
"""

from collections.abc import Iterable, Sequence

from icos_ingest.content import ColumnInfo, Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class RepeatedTitle(FactRule):
    """Looks for titles that occur again."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each title, at its second column."""
        for table in content.tables().values():
            by_title: dict[str, list[ColumnInfo]] = {}
            for column in table.columns:
                added = ctx.facts.text and column.cell is None  # by the format, and not in the file
                if not added:
                    by_title.setdefault(column.title, []).append(column)
            for title, columns in by_title.items():
                if title.strip() and len(columns) > 1:
                    yield _repeated(title, columns, table.name, ctx)


def _repeated(title: str, columns: Sequence[ColumnInfo], group: str | None, ctx: Context) -> Hit:
    places = tuple(
        Place(line=c.place.line, column=c.place.column, field=title, group=group, value=title)
        for c in columns[1:]
    )
    known = any(column.spec for column in columns)
    effect = ", and the portal takes the values of the first for both" if known else ""
    message = f"{len(columns)} columns are titled '{title}'{effect}"
    return Hit(message, places[0], "each title once", count=len(places), places=places[: ctx.keep])


RULE = RepeatedTitle()
