"""The workbook counts its days from 1904.

## What it checks
Whether the dates of a workbook are counted from 1904, as old programs on the Macintosh did.

## Why it matters
The dates are read rightly here. But cells that are copied into another workbook, or read by a program that
does not look, are four years and a day (1462 days) early.

## How to mend
Switch the option `Use 1904 date system` off, and correct the dates by 1462 days.

## Example
Bad: `<workbookPr date1904="1"/>`. Good: `<workbookPr/>`.

## References
ECMA-376 part 1, section 18.2.28 (workbook properties), 18.17.4.1 (date bases).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class OtherDateSystem(FaultRule):
    """Tells of it."""

    kinds = ("other-date-system",)
    severity = Severity.INFO
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what the other system is."""
        del ctx
        del fault
        return Hit("the workbook counts its days from 1904, not from 1900", expected="days counted from 1900")


RULE = OtherDateSystem()
