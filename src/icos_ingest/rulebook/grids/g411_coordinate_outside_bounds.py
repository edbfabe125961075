"""Values of a coordinate lie outside of their bounds.

## What it checks
That each value of a coordinate of one dimension lies between its two bounds. Values that are missing or
were never written are left out.

## Why it matters
Either the coordinate or the bounds are those of other cells; means over areas or periods come out wrong.

## How to mend
Write the bounds anew from the edges of the cells.

## Example
Bad: latitude 10 with the bounds 20 and 30. Good: with 5 and 15.

## References
CF Conventions, section 7.1.
"""

from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import bounded, place, variables, written


class CoordinateOutsideBounds(FactRule):
    """Reads both, where they are small."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each coordinate, at its first such value."""
        del ctx
        for array, attribute, bounds in bounded(variables(content)):
            shaped = bounds.dims[:-1] == array.dims and bounds.shape[-1:] == (2,) and len(array.dims) == 1
            same = bounds.attrs.get("units", array.attrs.get("units")) == array.attrs.get("units")
            if attribute != "bounds" or not shaped or not same:
                continue
            known, edges = written(array), written(bounds)
            if known is None or edges is None:
                continue
            with np.errstate(invalid="ignore"):
                width = np.abs(edges[:, 1] - edges[:, 0])
                slack = 1e-5 * np.maximum(width, np.abs(known))
                outside = (known < edges.min(axis=1) - slack) | (known > edges.max(axis=1) + slack)
            if outside.any():
                index = int(outside.argmax())
                message = f"{int(outside.sum())} values of '{array.name}' lie outside of '{bounds.name}'"
                at = replace(place(array, known[index]), index=(index,))
                yield Hit(message, at, f"from {edges[index].min():g} to {edges[index].max():g}")


RULE = CoordinateOutsideBounds()
