"""The header contradicts the rows below it.

## What it checks
In ICOS atmosphere files: that every row is of the station and of a sampling height that the header names,
that each gas of the header has a column, and that there are as many units as parameters.

## Why it matters
Rows of another station or height were pasted in, or the header is that of another file; units go to the wrong
parameter.

## How to mend
Take out the foreign rows, or correct the header.

## Example
Bad: rows of `GAT` below `# STATION CODE: HTM`. Good: rows of `HTM` alone.

## References
ICOS ATC, headers of products.
"""

from collections.abc import Iterable

from icos_ingest.content import Block, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, FoldRule, Hit, hit_rows
from icos_ingest.rule_parts.atmosphere import GASES, leading, leading_column, listed, stated, unlike


class HeaderUnlikeRows(FoldRule, FactRule):
    """Compares header facts with titles, and with the columns `Site` and `SamplingHeight`."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """Hits for parameters without column and for units that are too few or too many."""
        parameter, unit = stated(ctx, "PARAMETER"), stated(ctx, "MEASUREMENT UNIT")
        titles = {info.title.lower() for table in content.tables().values() for info in table.columns}
        if parameter is None or "site" not in titles:
            return
        named = listed(parameter)
        for one in named:
            if one.upper() in GASES and one.lower() not in titles:
                yield Hit(
                    f"the header names the parameter '{one[:50]}', which has no column", parameter.place
                )
        if unit is not None and len(named) > 1 and len(listed(unit)) != len(named):
            message = f"the header names {len(named)} parameters and {len(listed(unit))} units"
            yield Hit(message, unit.place)

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """Rows of a block that are of another station or height."""
        hits = []
        for title, known in leading(ctx).items():
            found = leading_column(block, title)
            if found is None or not known:
                continue
            column, values = found
            foreign = column.valid & unlike(values, known)
            said = " or ".join(known)
            message = f"{title} is {{value}} in a row, and {said} in the header"
            hits.append(hit_rows(block, foreign, column, ctx, message, expected=said))
        return [hit for hit in hits if hit]

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part


RULE = HeaderUnlikeRows()
