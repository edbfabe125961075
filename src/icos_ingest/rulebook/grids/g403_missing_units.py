"""A variable that is a quantity or a coordinate has no units.

## What it checks
That a variable of numbers has `units` where its `standard_name` is of a quantity that has some, and a
coordinate with `axis`.

## Why it matters
Nobody can tell whether a temperature is in K or in degrees Celsius.

## How to mend
Write the attribute `units`.

## Example
Bad: `standard_name = "air_temperature"` alone. Good: `units = "K"` beside it.

## References
CF Conventions, section 3.1.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import bounded, holds_numbers, place, text, variables
from icos_ingest.schema import standard_names

_TOLD_ELSEWHERE = ("latitude", "longitude", "time")


class MissingUnits(FactRule):
    """Looks for units."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each variable without units."""
        del ctx
        arrays = variables(content)
        bounds = {of.path for _, _, of in bounded(arrays)}
        for array in arrays:
            if "units" in array.attrs or not holds_numbers(array) or array.path in bounds:
                continue
            name, axis = text(array, "standard_name") or "", text(array, "axis")
            canonical = None if name in _TOLD_ELSEWHERE else standard_names().unit(name)
            if canonical and canonical != "1":
                message = f"'{array.name}' is {name} and has no units"
                yield Hit(message, place(array), expected=f"units such as '{canonical}'")
            elif axis and not name:
                yield Hit(f"'{array.name}' is axis {axis[:20]} and has no units", place(array), "units")


RULE = MissingUnits()
