"""Lines follow after the end of the table.

## What it checks
That nothing but blank lines follows the row that ends the table of an ICOS Sweden file: the first row whose
number of cells is not that of the titles.

## Why it matters
The portal reads no further and says nothing: rows behind a broken line, or behind one whose last cell is
empty, are lost.

## How to mend
Mend the first of these lines, mostly an empty last cell (write `NaN`), or delete what is no data.

## Example
Bad: `02/01/2015,00:30,3.1,` under four titles. Good: `02/01/2015,00:30,3.1,NaN`.

## References
ICOS Carbon Portal, ingestion of `asciiEtcTimeSer`.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class UnreadRow(FaultRule):
    """Explains lines that the portal does not read."""

    kinds = ("rows-after-end",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the first of them."""
        del ctx
        found = f": '{fault.place.value}'" if fault.place.value else ""
        return Hit(f"the portal stops reading here, and this line and all after it are lost{found}")


RULE = UnreadRow()
