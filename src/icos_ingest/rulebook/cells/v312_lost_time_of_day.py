"""The dates of a table lost their time of day.

## What it checks
That a column whose name speaks of time does not repeat the same midnight on most of its rows.

## Why it matters
A program that is told to show days alone, or an export that writes what is shown, drops the hours: the rows
of a day can no longer be told apart.

## How to mend
Export again with a format that shows the time, such as `yyyy-mm-dd hh:mm`.

## Example
Bad: 2024-03-01, 2024-03-01, 2024-03-01. Good: 2024-03-01 00:00, 00:30, 01:00.

## References
ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class LostTimeOfDay(FaultRule):
    """Names the column."""

    kinds = ("lost-time",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the column."""
        del ctx
        message = (
            f"the dates of '{fault.place.field}' have no time of day, and most stand there more than once"
        )
        return Hit(message, expected="dates with their time of day")


RULE = LostTimeOfDay()
