"""A vertical coordinate does not say which way it goes.

## What it checks
That `positive` is `up` or `down`.

## Why it matters
Heights are taken for depths.

## How to mend
Write `positive = "up"` where values grow upwards, else `"down"`.

## Example
Bad: `positive = "upward"`. Good: `positive = "up"`.

## References
CF Conventions, section 4.3.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables


class WrongPositive(FactRule):
    """Looks at the attribute."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each other word."""
        del ctx
        for array in variables(content):
            found = array.attrs.get("positive")
            if found is not None and str(found).casefold() not in ("up", "down"):
                yield Hit(
                    f"positive of '{array.name}' is '{str(found)[:100]}'", place(array, found), "up or down"
                )


RULE = WrongPositive()
