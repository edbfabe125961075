"""A row is shorter than the header, and the portal fills it up.

## What it checks
That each row of an ATC file has as many cells as there are titles.

## Why it matters
The portal takes the cells that are not there as empty. That is right where the last columns have no values,
and wrong where the line is cut off.

## How to mend
Nothing is to be done if the last values are missing indeed; else complete the line.

## Example
Bad: `2024;1;1;0;0;398.2` under seven titles. Good: `2024;1;1;0;0;398.2;`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer`: short rows are filled up with empty cells.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class PaddedRow(FaultRule):
    """Explains a row that is filled up."""

    kinds = ("row-padded",)
    severity = Severity.INFO
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many cells there are."""
        del ctx
        found = fault.place.value or "fewer cells than titles"
        return Hit(f"a row has {found}; the rest is taken as missing")


RULE = PaddedRow()
