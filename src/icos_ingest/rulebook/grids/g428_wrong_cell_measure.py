"""A cell measure does not fit the cells of its variable.

## What it checks
That the variable that `cell_measures` names has units of area (or volume), and no dimension that the measured
variable lacks.

## Why it matters
Means and sums over areas are weighted by something else.

## How to mend
Write the areas in `m2` on the horizontal dimensions of the variable.

## Example
Bad: `cell_area(cell)` in `m`. Good: `cell_area(lat, lon)` in `m2`.

## References
CF Conventions, section 7.2.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import by_name, pairs, place, text, variables
from icos_ingest.units import convertible, to_udunits

_UNITS = {"area": "m2", "volume": "m3"}


class WrongCellMeasure(FactRule):
    """Compares units and dimensions."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each measure that does not fit."""
        del ctx
        arrays = variables(content)
        names = by_name(arrays)
        for array in arrays:
            for measure, name in pairs(text(array, "cell_measures") or "") or ():
                found, wanted = names.get(name), _UNITS.get(measure)
                if found is None or wanted is None:
                    continue
                told, unit = f"the {measure} '{name}' of '{array.name}' is", text(found, "units")
                if unit is not None and to_udunits(unit).udunits and not convertible(unit, wanted):
                    yield Hit(f"{told} in '{unit[:100]}'", place(found, unit), expected=wanted)
                if not set(found.dims) <= set(array.dims):
                    message = f"{told} on ({', '.join(found.dims)})"
                    yield Hit(message, place(array, name), expected=f"some of ({', '.join(array.dims)})")


RULE = WrongCellMeasure()
