"""The line that ends the header stands again among the rows.

## What it checks
That `####` stands once in a SITES file.

## Why it matters
The portal counts the row before a second `####` twice: the table gets a row that is not in the file.

## How to mend
Delete the second mark; if two files were joined, delete the second header with it.

## Example
Bad: `####` in the middle of the table. Good: `####` only above the titles.

## References
ICOS Carbon Portal, ingestion of `delimitedHeaderCsv`.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class RepeatedHeaderEnd(FaultRule):
    """Explains a mark among the rows."""

    kinds = ("marker-repeated",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what the portal makes of it."""
        del ctx
        mark = fault.place.value or "####"
        return Hit(f"'{mark}' stands among the rows, and the portal counts the row before it twice")


RULE = RepeatedHeaderEnd()
