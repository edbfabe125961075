"""A latitude lies beyond the poles, or a longitude more than once around the Earth.

## What it checks
That values in units that only latitudes have (`degrees_north` and its other spellings) lie between 90 degrees
south and north, and those in `degrees_east` between 360 degrees west and east, in arrays and in columns that
no specification describes. A rounding error is passed over, and so are values that nobody wrote.

## Why it matters
There is no such place. Mostly the values are metres of a projection, the two coordinates are exchanged, or a
missing value stands there that no attribute names.

## How to mend
Look at the first of these values: convert projected coordinates to degrees, exchange the two coordinates, or
name the missing value in `_FillValue`.

## Example
Bad: `lat = -95, -85, ..., 95` in `degrees_north`. Good: `lat = -85, -75, ..., 85`.

## References
CF Conventions, sections 4.1 and 4.2; EPSG:6422, the axes of latitude and longitude.
"""

import numpy as np

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.schema import thresholds
from icos_ingest.units import normalise, position_of

_LIMITS = "position-out-of-range"


class ImpossibleCoordinate(CellRule):
    """Compares degrees with the size of the Earth."""

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a position is none."""
        del ctx
        bound = _bound(column)
        if bound is None or column.lies_within(-bound, bound):
            return None
        beyond: BoolArray = column.written & (np.abs(column.values) > bound)
        return beyond

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value; longitudes beyond are read by some programs, and so a warning."""
        del ctx
        what = position_of(normalise(column.info.unit or ""))
        assert what is not None, "there is a mask only where the unit tells"
        bound = thresholds(_LIMITS)[what].value
        severity = Severity.WARNING if what == "longitude" else None
        message = f"'{{value}}' in '{column.info.name}' is no {what}"
        return Hit(message, expected=f"-{bound:g} to {bound:g} degrees", severity=severity)


def _bound(column: Column) -> float | None:
    """What a position may not exceed, None for other values, and where a specification has a range."""
    info = column.info
    if column.values.dtype.kind not in "iuf" or info.unit is None or (info.spec and info.spec.range):
        return None
    what = position_of(normalise(info.unit))
    if what is None:
        return None
    limits = thresholds(_LIMITS)
    return limits[what].value + limits["slack"].value


RULE = ImpossibleCoordinate()
