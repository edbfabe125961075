"""The table has no rows.

## What it checks
That at least one row follows the titles.

## Why it matters
The portal refuses a table without rows.

## How to mend
Look whether the export was cut off behind the header, or whether the period chosen has no data.

## Example
Bad: a header and nothing else. Good: a header and 24 rows.

## References
ICOS Carbon Portal, ingestion of text tables.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class EmptyTable(FaultRule):
    """Explains a table without rows."""

    kinds = ("no-rows",)
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say that there are none."""
        del fault, ctx
        return Hit("the table has no rows", expected="at least one row under the titles")


RULE = EmptyTable()
