"""Values are in another unit than the column should have.

## What it checks
Whether the values that lie outside the range of their column all fall into it when they are converted from
another unit: pascals for hectopascals or kilopascals, kelvins for degrees Celsius, a fraction for a
percentage, ppb for ppm.

## Why it matters
The portal stores the numbers as they are and shows them with the unit of the specification: every value is
wrong by the same factor. Programs that filter by range drop the whole column.

## How to mend
Convert the values to the unit that the column should have.

## Example
Bad: 101325 in a column in hPa. Good: 1013.25.

## References
AmeriFlux, physical range module ("units look like a fraction; should be a percentage");
`schemas/behaviour.json`.
"""

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.rule_parts.shifts import shift_of

WORDS = {"1": "a fraction", "%": "per cent", "umol mol-1": "ppm", "nmol mol-1": "ppb"}
"""How people call some units."""


class WrongUnit(CellRule):
    """Asks each column of numbers for its shift; one finding stands for all its values."""

    severity = Severity.WARNING

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where values are in the other unit."""
        shift = shift_of(column, ctx)
        return None if shift is None else shift.rows

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Name both units."""
        shift = shift_of(column, ctx)
        assert shift is not None, "there is a mask only where there is a shift"
        meant, found = shift.meant, WORDS.get(shift.found, shift.found)
        message = f"'{{value}}' in '{column.info.name}' looks like {found}, where {meant.unit} is meant"
        expected = f"{meant.min:g} to {meant.max:g} {meant.unit} ({meant.source})"
        return Hit(message, expected=expected, fix=f"Convert the values from {found} to {meant.unit}")


RULE = WrongUnit()
