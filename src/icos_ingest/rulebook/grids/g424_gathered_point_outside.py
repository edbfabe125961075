"""A compressed dimension points outside of the grid that it was gathered from.

## What it checks
That the values of a variable with `compress` are indices of the dimensions that it names.

## Why it matters
The points cannot be put back on the grid; a program fails, or puts them elsewhere.

## How to mend
Count from 0, over the last of the named dimensions first.

## Example
Bad: index 7008 in a grid of 96 by 73. Good: 0 to 7007.

## References
CF Conventions, section 8.2.
"""

import math
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, text, variables, whole


class GatheredPointOutside(FactRule):
    """Reads the indices, where they are small."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each list of points."""
        del ctx
        arrays = variables(content)
        lengths = {dim: n for array in arrays for dim, n in zip(array.dims, array.shape, strict=True)}
        for array in arrays:
            dims = (text(array, "compress") or "").split()
            if not dims or not lengths.keys() >= set(dims) or array.dtype.kind not in "iu":
                continue
            size, values = math.prod(lengths[dim] for dim in dims), whole(array)
            if values is None or (values.min() >= 0 and values.max() < size):
                continue
            wrong = values[(values < 0) | (values >= size)]
            message = f"{len(wrong)} indices of '{array.name}' lie outside of {' by '.join(dims)}"
            yield Hit(message, place(array, wrong[0]), expected=f"0 to {size - 1}")


RULE = GatheredPointOutside()
