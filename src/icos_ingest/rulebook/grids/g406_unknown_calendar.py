"""The calendar of a time is not one of CF.

## What it checks
That `calendar` is one of those of CF; where it has `month_lengths`, the calendar is the file's own.

## Why it matters
Programs refuse the file, or take the usual calendar and shift the data.

## How to mend
Write `calendar = "standard"`, or that in which a model counted: `noleap`, `360_day`.

## Example
Bad: `calendar = "nope"`. Good: `calendar = "proleptic_gregorian"`.

## References
CF Conventions, section 4.4.2.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, text, variables
from icos_ingest.schema import cf_terms


class UnknownCalendar(FactRule):
    """Looks the calendar up."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that is not in the list."""
        del ctx
        known = cf_terms("calendars")
        for array in variables(content):
            calendar = text(array, "calendar")
            if calendar is None or calendar.lower() in known or "month_lengths" in array.attrs:
                continue
            message = f"the calendar '{calendar[:100]}' of '{array.name}' is not known"
            yield Hit(message, place(array, calendar), expected=", ".join(known))


RULE = UnknownCalendar()
