"""How many rows the table should have is not known.

## What it checks
That the number of rows is stated: by the header of an ATC file, or by the metadata (`--nrows`).

## Why it matters
The portal compares it with the rows that it finds, and so notices a file that was cut off.

## How to mend
Give the number of rows with `--nrows`, as it will stand in the metadata.

## Example
Bad: an ATC header without `# TOTAL LINES:`. Good: `# TOTAL LINES: 57`.

## References
ICOS Carbon Portal, ingestion of text tables: row count.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class UnknownRowCount(FaultRule):
    """Explains that nobody says how many rows there are."""

    kinds = ("nrows-missing",)
    severity = Severity.INFO
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what is missing."""
        del ctx
        return Hit(fault.detail or "neither header nor metadata say how many rows the table has")


RULE = UnknownRowCount()
