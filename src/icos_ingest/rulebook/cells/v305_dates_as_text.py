"""A column of dates holds them as text.

## What it checks
That the dates of a workbook are real dates, not texts that look like them; texts in ISO form (2024-05-13) are
read as dates and left alone.

## Why it matters
What 03/04/2024 means, the text does not say, so the rows have no time.

## How to mend
Convert the column with the order of day and month that it was written in, or write the texts as 2024-05-13.

## Example
Bad: the text `03/04/2024`. Good: a real date, or the text `2024-04-03`.

## References
ISO 8601-1, 5.2.2 (calendar date); ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class DatesAsText(FaultRule):
    """Names the column."""

    kinds = ("dates-as-text",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the column and quote its first text."""
        del ctx
        message = f"'{fault.place.field}' holds dates as text, such as '{fault.place.value}'"
        return Hit(message, expected="real dates, or texts such as 2024-05-13")


RULE = DatesAsText()
