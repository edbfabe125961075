"""A cell does not hold what its column should.

## What it checks
That each cell, unless it is empty or one of the format's missing texts, parses by the value format of its
column. Where no specification knows the column, a text among numbers is a warning. A decimal comma, grouped
thousands and texts for a missing value have rules of their own.

## Why it matters
The portal refuses the file at the first such cell of a column that the specification knows.

## How to mend
Correct the cell, or write the format's own missing value; look for units or notes within cells.

## Example
Bad: `<0.1` or `398.2ppm` in a column of numbers. Good: `398.2`.

## References
ICOS Carbon Portal, value formats.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit
from icos_ingest.rule_parts.refusals import RefusedCellRule


class UnparsableCell(RefusedCellRule, FaultRule):
    """Shows what parsing refused and nothing else explains, as cells of a block or as a fault of its own."""

    kinds = ("cell",)
    meant = "unknown"

    def words(self, field: str, expected: str | None) -> str:
        """Quote the cell and say what should stand there."""
        return _message(field, "{value}", expected)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote a cell that a reader could not take."""
        del ctx
        return Hit(_message(fault.place.field, fault.place.value or "", fault.expected))


def _message(field: str | None, value: str, expected: str | None) -> str:
    where = f" in '{field}'" if field else ""
    return f"'{value}'{where} is not {expected}" if expected else f"'{value}'{where} cannot be read"


RULE = UnparsableCell()
