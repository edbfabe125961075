"""The axis of a coordinate is none of X, Y, Z and T.

## What it checks
That `axis` is one of the four letters, in capitals.

## Why it matters
Programs that look for axes do not see it.

## How to mend
Write `axis = "X"` (longitude), `"Y"` (latitude), `"Z"` (height) or `"T"` (time).

## Example
Bad: `axis = "x"`. Good: `axis = "X"`.

## References
CF Conventions, section 4.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables


class UnknownAxis(FactRule):
    """Looks at the attribute."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each other text."""
        del ctx
        for array in variables(content):
            axis = array.attrs.get("axis")
            if axis is not None and axis not in ("X", "Y", "Z", "T"):
                yield Hit(
                    f"the axis of '{array.name}' is '{str(axis)[:100]}'", place(array, axis), "X, Y, Z or T"
                )


RULE = UnknownAxis()
