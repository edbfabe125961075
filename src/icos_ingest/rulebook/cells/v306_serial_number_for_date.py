"""A number stands where a date should be.

## What it checks
That no cell is a number in a column of dates, and that a column with a name such as date or time does not
hold the numbers by which spreadsheets count days (45292 is 2024-01-01).

## Why it matters
The number is a date that lost its format; a reader takes it for a number, and the rows have no time.

## How to mend
Give the cells a date format that shows day and time.

## Example
Bad: 45292.5. Good: 2024-01-01 12:00.

## References
ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class SerialNumberForDate(FaultRule):
    """Says which date it would be."""

    kinds = ("serial-date",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the number, and the date that it stands for."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        why = f"; {fault.detail}" if fault.detail else ""
        return Hit(f"the number {fault.place.value}{where} stands for a date{why}", expected="a date")


RULE = SerialNumberForDate()
