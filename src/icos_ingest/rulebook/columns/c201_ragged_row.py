"""A row has another number of cells than there are titles.

## What it checks
That each row has as many cells as the header has titles. A row that has not is left out of the table.

## Why it matters
Nobody can tell which value belongs to which title. The portal refuses the file at the first such row.

## How to mend
Look at the line: a separator is missing or too much, a text holds the separator, or the line is cut off at
the end of a download.

## Example
Bad: `2024,1,1,398.2` under five titles. Good: `2024,1,1,398.2,O`.

## References
RFC 4180, section 2.4; ICOS Carbon Portal, ingestion of text tables: row length.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class RaggedRow(FaultRule):
    """Explains rows that do not fit the header."""

    kinds = ("cells-per-row", "titles-per-row")
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what the row has and what it should have."""
        del ctx
        if fault.kind == "titles-per-row":
            wanted = fault.expected or "another number"
            message = f"the line of titles has {fault.place.value} where there should be {wanted}"
            return Hit(message, severity=Severity.WARNING)
        found = fault.place.value or "another number of cells"
        have = "has" if found[:1].isdigit() or found.startswith("another") else "is"
        wanted = f" where there should be {fault.expected}" if fault.expected else ""
        return Hit(f"a row {have} {found}{wanted}")


RULE = RaggedRow()
