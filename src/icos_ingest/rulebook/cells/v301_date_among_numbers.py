"""A cell in a column of numbers is a date.

## What it checks
That no cell of a workbook is a date where most cells of its column are numbers.

## Why it matters
A spreadsheet program takes 3.5 for 3 May where dates are written with a point, and keeps the day alone: the
number is lost, and a reader takes the cell for 45415.

## How to mend
Go back to the source of the numbers, set the format of the column to number or text, and import them anew;
changing the format of the cell afterwards does not bring the number back.

## Example
Bad: 3.4, 2024-05-03, 3.6. Good: 3.4, 3.5, 3.6.

## References
ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class DateAmongNumbers(FaultRule):
    """Explains which number it may have been."""

    kinds = ("mangled-number",)
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the date, and what it may have been."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        why = f"; it may have been {fault.detail}" if fault.detail else ""
        message = f"the cell '{fault.place.value}'{where} is a date among numbers{why}"
        return Hit(message, expected="a number")


RULE = DateAmongNumbers()
