"""Latitude or longitude are not in degrees north or east.

## What it checks
That a variable that is latitude or longitude (by its `standard_name`, or a coordinate variable of that
name) has `units` of `degrees_north` or `degrees_east`, in one of the spellings that CF allows.

## Why it matters
By these units programs know latitudes and longitudes. Plain `degrees` are those of a rotated grid.

## How to mend
Write `units = "degrees_north"` and `units = "degrees_east"`.

## Example
Bad: `lat:units = "degrees"`. Good: `lat:units = "degrees_north"`.

## References
CF Conventions, sections 4.1 and 4.2.
"""

from collections.abc import Iterable

from icos_ingest.content import Array, Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import holds_numbers, place, text, variables
from icos_ingest.units import POSITIONS

_NAMES = {"latitude": ("lat", "latitude"), "longitude": ("lon", "longitude")}


class WrongCoordinateUnits(FactRule):
    """Compares the units with the spellings of CF."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that is in other units."""
        del ctx
        for array in variables(content):
            kind = _kind(array)
            if kind is None or not holds_numbers(array):
                continue
            unit, side = text(array, "units"), "north" if kind == "latitude" else "east"
            if unit not in POSITIONS[kind]:
                told = "no units" if unit is None else f"units '{unit[:100]}'"
                message = f"the {kind} '{array.name}' has {told}"
                yield Hit(message, place(array, unit), expected=f"degrees_{side}")


def _kind(array: Array) -> str | None:
    standard = text(array, "standard_name")
    if standard is not None:
        return standard if standard in _NAMES else None
    is_coordinate = array.dims == (array.name,) and "axis" not in array.attrs
    return next((kind for kind, names in _NAMES.items() if is_coordinate and array.name in names), None)


RULE = WrongCoordinateUnits()
