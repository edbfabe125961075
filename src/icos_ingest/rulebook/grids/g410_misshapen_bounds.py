"""The bounds of a coordinate do not have its shape.

## What it checks
That the variable named by `bounds` has the dimensions of the coordinate and one more, of length 2 where the
coordinate has one dimension.

## Why it matters
Programs cannot tell which cell a bound belongs to.

## How to mend
Write the bounds as `lat_bnds(lat, nv)` with `nv = 2`, corners of cells as `lat_vertices(y, x, 4)`.

## Example
Bad: `lat_bnds(nv, lat)`. Good: `lat_bnds(lat, nv)`.

## References
CF Conventions, section 7.1.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import bounded, place, variables


class MisshapenBounds(FactRule):
    """Compares dimensions."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each of another shape."""
        del ctx
        for array, attribute, bounds in bounded(variables(content)):
            two = len(array.dims) != 1 or bounds.shape[-1:] == (2,)
            if bounds.dims[:-1] == array.dims and len(bounds.dims) == len(array.dims) + 1 and two:
                continue
            message = f"the {attribute} '{bounds.name}' of '{array.name}' are on ({', '.join(bounds.dims)})"
            vertices = "2" if len(array.dims) == 1 else "vertices"
            yield Hit(message, place(bounds), expected=f"({', '.join((*array.dims, vertices))})")


RULE = MisshapenBounds()
