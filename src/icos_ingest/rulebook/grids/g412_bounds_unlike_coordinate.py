"""Bounds are described in another way than their coordinate.

## What it checks
That `units`, `standard_name` and `calendar` of a variable of bounds, where it has them, are those of the
coordinate.

## Why it matters
Programs take the attributes from one of the two; the values mean something else by the other.

## How to mend
Leave these attributes out of the bounds.

## Example
Bad: `time` in `days since 2000-01-01`, `time_bnds` in `hours since 2000-01-01`. Good: `time_bnds` without
units.

## References
CF Conventions, section 7.1.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import bounded, place, text, variables


class BoundsUnlikeCoordinate(FactRule):
    """Compares attributes."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each attribute that differs."""
        del ctx
        for array, _, bounds in bounded(variables(content)):
            for attribute in ("units", "standard_name", "calendar"):
                mine, theirs = text(bounds, attribute), text(array, attribute)
                if mine is not None and theirs is not None and mine != theirs:
                    message = f"{attribute} of the bounds '{bounds.name}' is not that of '{array.name}'"
                    yield Hit(message, place(bounds, mine), expected=theirs)


RULE = BoundsUnlikeCoordinate()
