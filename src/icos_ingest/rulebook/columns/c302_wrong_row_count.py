"""The table has another number of rows than announced.

## What it checks
That the rows are as many as the metadata say (`--nrows`) or, where they do not, as the header says (`TOTAL
LINES` less `HEADER LINES`).

## Why it matters
The portal refuses the file. With fewer rows than announced the file was mostly cut off on its way.

## How to mend
Transfer the file again if rows are missing; if they are not, correct the number in the metadata or the
header.

## Example
Bad: `# TOTAL LINES: 27189` in a file of 94 lines. Good: `# TOTAL LINES: 94`.

## References
ICOS Carbon Portal, ingestion of text tables: row count.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class WrongRowCount(FaultRule):
    """Explains rows too many or too few."""

    kinds = ("more-rows", "fewer-rows")
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many rows there are and how many there should be."""
        del ctx
        more = "more" if fault.kind == "more-rows" else "fewer"
        counts = ", not ".join(filter(None, (fault.place.value, fault.expected)))
        return Hit(f"the table has {more} rows than announced{f': {counts}' if counts else ''}")


RULE = WrongRowCount()
