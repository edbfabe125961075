"""Two coordinates of a variable are the same axis.

## What it checks
That no two coordinate variables of one variable have the same `axis`.

## Why it matters
Programs do not know which of them to draw along.

## How to mend
Leave `axis` out of all but one.

## Example
Bad: `temp(lon_rho, lon_u)`, both with `axis = "X"`. Good: one of them.

## References
CF Conventions, section 5.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import by_name, place, text, variables


class RepeatedAxis(FactRule):
    """Gathers the axes of each variable's dimensions."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each axis that occurs again."""
        del ctx
        arrays = variables(content)
        names = by_name(arrays)
        for array in arrays:
            seen: dict[str, str] = {}
            for dim in dict.fromkeys((*array.dims, *(text(array, "coordinates") or "").split())):
                coordinate = names.get(dim)
                axis = (
                    text(coordinate, "axis") if coordinate is not None and coordinate is not array else None
                )
                if not axis:
                    continue
                if axis in seen:
                    both = f"'{seen[axis]}' and '{dim}'"
                    message = f"the coordinates {both} of '{array.name}' are both axis {axis[:20]}"
                    yield Hit(message, place(array, dim), expected="one coordinate for each axis")
                seen.setdefault(axis, dim)


RULE = RepeatedAxis()
