"""A coordinate has missing values.

## What it checks
That each coordinate variable (one dimension, of its own name, holding numbers or instants) has a value
everywhere.

## Why it matters
Data at such a place belong nowhere: they cannot be selected or plotted.

## How to mend
Fill the coordinate in, or drop what belongs to it.

## Example
Bad: `time = 0, 1, NaN, 3`. Good: `time = 0, 1, 2, 3`.

## References
CF Conventions, section 2.5.1: coordinate variables have no missing data.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Array, show_value
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import ArrayRule, Context, Hit
from icos_ingest.rule_parts.stored import coordinate


class MissingCoordinateValue(ArrayRule):
    """Looks for gaps in each coordinate."""

    severity = Severity.WARNING

    def check(self, array: Array, ctx: Context) -> Iterable[Hit]:
        """One hit for all gaps."""
        found = coordinate(array, ctx.options.limits.array)
        if found is None or not found[1].any():
            return
        values, missing = found
        gaps = np.flatnonzero(missing)
        places = tuple(array.place((int(i),), show_value(values[i])) for i in gaps[: ctx.keep])
        at = array.place((int(gaps[0]),), show_value(values[gaps[0]]))
        message = f"the coordinate '{array.name}' has missing values"
        yield Hit(message, at, "a value everywhere", count=len(gaps), places=places)


RULE = MissingCoordinateValue()
