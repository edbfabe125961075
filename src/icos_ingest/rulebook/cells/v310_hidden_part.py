"""A part of the workbook is hidden.

## What it checks
Whether sheets, rows or columns are hidden.

## Why it matters
Hidden rows and columns are read like all others: what was hidden in order to leave it out is still there.

## How to mend
Delete what does not belong to the data, and show what does.

## Example
Bad: rows with calibration gas, hidden by a filter. Good: rows of data alone.

## References
ECMA-376 part 1, sections 18.2.19 (sheet), 18.3.1.13 (column), 18.3.1.73 (row).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class HiddenPart(FaultRule):
    """Says what is hidden."""

    kinds = ("hidden-part",)
    severity = Severity.INFO
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the sheet, and count."""
        del ctx
        where = f" of the sheet '{fault.place.group}'" if fault.place.group else ""
        return Hit(f"something{where} is hidden and read all the same: {fault.detail}")


RULE = HiddenPart()
