"""The units of a variable measure something else than its standard name.

## What it checks
That `units` can be converted into the canonical units of the `standard_name`. Times with a reference date,
and units that UDUNITS does not know (`unknown-unit`), are left out.

## Why it matters
One of the two is wrong: a program converts the values into nonsense, or refuses them.

## How to mend
Correct the units, or take the standard name of what is measured: `mole_fraction_of_...` for `mol mol-1`,
`mass_fraction_of_...` for `kg kg-1`.

## Example
Bad: `air_pressure_at_mean_sea_level` in `K`. Good: the same in `hPa`.

## References
CF Conventions, sections 3.1 and 3.3.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, text, variables
from icos_ingest.schema import standard_names
from icos_ingest.units import convertible, to_udunits

_COUNTS = ("number_of_observations", "status_flag")
"""Modifiers whose values are counts or flags."""


class UnitsUnlikeStandardName(FactRule):
    """Compares units with the table."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each variable whose units do not fit."""
        del ctx
        for array in variables(content):
            name, _, modifier = (text(array, "standard_name") or "").partition(" ")
            unit, canonical = text(array, "units"), standard_names().unit(name) if name else None
            if unit is None or not canonical or " since " in unit or modifier.strip() in _COUNTS:
                continue
            if name.startswith("projection_") and convertible(unit, "rad"):
                continue  # scanning angles of a geostationary satellite, so until CF 1.8
            if to_udunits(unit).udunits is None or convertible(unit, canonical):
                continue
            message = f"'{array.name}' is in '{unit[:100]}', in which no {name} is measured"
            yield Hit(message, place(array, unit), expected=f"units like '{canonical}'")


RULE = UnitsUnlikeStandardName()
