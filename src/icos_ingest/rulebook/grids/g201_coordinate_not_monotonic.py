"""A coordinate does not go steadily up or down.

## What it checks
That each coordinate variable (one dimension, of its own name, holding numbers) only rises or only falls,
without a value twice. Missing values are left to `missing-coordinate-value`.

## Why it matters
Programs look a place or a time up by bisection: on such a coordinate they find the wrong cell, or fail.

## How to mend
Sort the data along the coordinate and delete what stands twice; longitudes should not jump from 180 to -180
in the middle.

## Example
Bad: `lon = 0, 90, 180, -90`. Good: `lon = -90, 0, 90, 180`.

## References
CF Conventions, sections 1.3 and 5: coordinate variables are strictly monotonic.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Array, show_value
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import ArrayRule, Context, Hit
from icos_ingest.rule_parts.stored import coordinate


class CoordinateNotMonotonic(ArrayRule):
    """Looks at the steps of each coordinate."""

    severity = Severity.WARNING

    def check(self, array: Array, ctx: Context) -> Iterable[Hit]:
        """One hit for all steps against the direction of most."""
        found = coordinate(array, ctx.options.limits.array)
        if found is None:
            return
        values, missing = found
        index = np.flatnonzero(~missing)
        before, after = values[index[:-1]], values[index[1:]]
        rises, falls = after > before, after < before
        rising = rises.sum() >= falls.sum()
        wrong = index[1:][~(rises if rising else falls)]
        if not len(wrong):
            return
        places = tuple(array.place((int(i),), show_value(values[i])) for i in wrong[: ctx.keep])
        message = f"the coordinate '{array.name}' does not go steadily {'up' if rising else 'down'}"
        at = array.place((int(wrong[0]),), show_value(values[wrong[0]]))
        yield Hit(message, at, "values in strict order", count=len(wrong), places=places)


RULE = CoordinateNotMonotonic()
