"""The row of units is not as the format wants it.

## What it checks
That line 2 of an ICOS Sweden file gives the time's unit in its second cell, ending in `(CET)`.

## Why it matters
The portal takes the time zone from there and refuses the file without it.

## How to mend
Write `hh:mm (CET)` into the second cell of line 2, if the times are Central European Time without daylight
saving; else convert the times first.

## Example
Bad: `dd/mm/yyyy,hh:mm`. Good: `dd/mm/yyyy,hh:mm (CET)`.

## References
ICOS Carbon Portal, ingestion of `asciiEtcTimeSer`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class MalformedUnitsRow(FaultRule):
    """Explains a units row without time zone."""

    kinds = ("units-row",)
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the cell."""
        del ctx
        return Hit(f"the unit of the time does not name its zone: '{fault.place.value or ''}'")


RULE = MalformedUnitsRow()
