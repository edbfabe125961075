"""A time has no reference date.

## What it checks
That a variable whose `standard_name` is `time`, that has the axis `T`, or that is the coordinate variable
`time` of numbers, has units of the form `UNIT since DATE`.

## Why it matters
The numbers are no instants: nobody knows when the data were taken.

## How to mend
Write `units` such as `days since 1970-01-01 00:00:00`.

## Example
Bad: `time:units = "s"`. Good: `time:units = "seconds since 2024-01-01"`.

## References
CF Conventions, section 4.4.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import bounded, holds_numbers, place, text, variables


class UnreferencedTime(FactRule):
    """Looks for the word since."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each time without one."""
        del ctx
        arrays = variables(content)
        bounds = {of.path for _, _, of in bounded(arrays)}
        for array in arrays:
            named = text(array, "standard_name") == "time" or array.dims == ("time",) == (array.name,)
            is_time = named or text(array, "axis") == "T"
            if not is_time or not holds_numbers(array) or array.path in bounds:
                continue
            unit = text(array, "units")
            if unit is None or " since " not in unit.lower():
                told = "no units" if unit is None else f"units '{unit[:100]}'"
                message = f"the time '{array.name}' has {told} and so no reference date"
                yield Hit(message, place(array, unit), expected="UNIT since DATE")


RULE = UnreferencedTime()
