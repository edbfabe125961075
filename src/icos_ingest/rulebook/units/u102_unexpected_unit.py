"""A column is in another unit than the specification says.

## What it checks
That the unit which a file states for a column means the same as the specification's, whatever the spelling.
Units that are not known are left to `unknown-unit`.

## Why it matters
The portal stores the numbers as they are and shows them with the specification's unit: pressures in Pa
become hPa, and are wrong by a factor of a hundred.

## How to mend
Convert the values to the unit of the specification, and state that unit; if only the stated unit is wrong,
correct it.

## Example
Bad: `Pa` where the specification says `hPa`. Good: `hPa`, with the values divided by 100.

## References
UDUNITS-2; ICOS Carbon Portal, value types.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import ColumnInfo, Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.units import alike, convert, convertible, to_udunits


class UnexpectedUnit(FactRule):
    """Compares units by their meaning."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each column in another unit."""
        del ctx
        for table in content.tables().values():
            for column in table.columns:
                if hit := _compared(column, table.name):
                    yield hit


def _compared(column: ColumnInfo, group: str | None) -> Hit | None:
    found, wanted = column.unit, column.spec.unit if column.spec else None
    if not found or not wanted or alike(found, wanted):
        return None
    if to_udunits(found).udunits is None or to_udunits(wanted).udunits is None:
        return None
    if convertible(found, wanted) and np.allclose(convert([0.0, 1.0], found, wanted), [0.0, 1.0]):
        return None
    place = Place(line=None, column=column.place.column, field=column.name, group=group, value=found)
    return Hit(
        f"'{column.name}' is in '{found}', and the specification says '{wanted}'", place, f"'{wanted}'"
    )


RULE = UnexpectedUnit()
