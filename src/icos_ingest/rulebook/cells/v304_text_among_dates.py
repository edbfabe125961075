"""A cell in a column of dates is text.

## What it checks
That no cell of a workbook is text where most cells of its column are dates.

## Why it matters
A program does not sort, filter or compute with such a cell as with the dates around it, and a reader that
expects dates loses the row's time.

## How to mend
Type the date again, in the form 2024-05-13, into a cell with a date format.

## Example
Bad: the text `13.5.24` between real dates. Good: a real date.

## References
ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class TextAmongDates(FaultRule):
    """Quotes the text."""

    kinds = ("text-date",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the text."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        return Hit(f"the cell '{fault.place.value}'{where} is text among dates", expected="a date")


RULE = TextAmongDates()
