"""Day and month of the dates were swapped on import.

## What it checks
That a column of a workbook does not hold real dates whose day is 12 at most beside texts that are dates
with a later day.

## Why it matters
A program set to the other order of day and month made dates of what fitted, and left the rest as text: every
real date of the column is likely to be on another day than was measured.

## How to mend
Import the source again with the right order of day and month (or as text in the form 2024-05-13); do not
mend the texts alone.

## Example
Bad: 2024-05-12 (was 5 December) beside the text 13/12/2024. Good: 2024-12-05, 2024-12-13.

## References
ECMA-376 part 1, section 18.17.4 (dates and times).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class SwappedDates(FaultRule):
    """Explains what gives it away."""

    kinds = ("swapped-dates",)
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the column and the text that stayed."""
        del ctx
        message = (
            f"the dates in '{fault.place.field}' have day and month swapped: none has a day beyond the 12th, "
            f"and {fault.detail}"
        )
        return Hit(message, expected="dates in one order of day and month")


RULE = SwappedDates()
