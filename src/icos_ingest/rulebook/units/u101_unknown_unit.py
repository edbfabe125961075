"""A unit is not known.

## What it checks
That the unit of a column or variable can be read by UDUNITS, after the spellings that ICOS files use were
put right. Texts that are no units but descriptions (a pattern of dates, `name`) are left out.

## Why it matters
A unit that no program can read cannot be converted, compared or plotted with its like.

## How to mend
Write the unit as UDUNITS and CF do: `umol m-2 s-1`, `degC`, `mol mol-1`, and `1` for a number without unit.

## Example
Bad: `umolCO2/m2*sec`. Good: `umol m-2 s-1`.

## References
UDUNITS-2; CF Conventions, section 3.1.
"""

from collections.abc import Iterable, Iterator

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.units import to_udunits

UNKNOWN = "not a unit that UDUNITS knows"


class UnknownUnit(FactRule):
    """Looks each unit up once."""

    severity = Severity.INFO

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each spelling, at the first column that has it."""
        del ctx
        seen: set[str] = set()
        for unit, place in _units(content):
            if unit in seen or not unit.strip():
                continue
            seen.add(unit)
            if to_udunits(unit).note == UNKNOWN:
                message = f"the unit '{unit[:100]}' of '{place.field}' is not known"
                yield Hit(message, place, expected="a unit as UDUNITS spells it")


def _units(content: Content) -> Iterator[tuple[str, Place]]:
    for table in content.tables().values():
        for column in table.columns:
            if column.unit is not None:
                yield column.unit, Place(field=column.name, group=table.name, value=column.unit)
    for array in content.arrays().values():
        unit = array.attrs.get("units")
        if isinstance(unit, str):
            yield unit, array.place(value=unit)


RULE = UnknownUnit()
