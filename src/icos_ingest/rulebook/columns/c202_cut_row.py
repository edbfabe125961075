"""A row is longer than the header, and the portal cuts it.

## What it checks
That no row of an ATC file has more cells than there are titles, but for empty ones at its end.

## Why it matters
The portal drops the cells that are too much without a word. If a separator slipped into the middle of the
row, values stand under wrong titles.

## How to mend
Look for a separator too much in the line; if the last cells are wanted, give them a title.

## Example
Bad: `2024;1;1;0;0;398;2;O` (a decimal semicolon). Good: `2024;1;1;0;0;398.2;O`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer`: long rows lose what is too much.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class CutRow(FaultRule):
    """Explains a row that loses cells."""

    kinds = ("long-row-cut",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the first cell that is lost."""
        del ctx
        found = f", from '{fault.place.value}' on" if fault.place.value else ""
        return Hit(f"a row is longer than the header, and the portal drops what is too much{found}")


RULE = CutRow()
