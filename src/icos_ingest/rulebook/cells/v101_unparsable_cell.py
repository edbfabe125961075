"""A cell does not hold what its column should.

## What it checks
That each cell, unless it is empty or one of the format's missing texts, parses by the value format of its
column. Where no specification knows the column, a text among numbers is a warning.

## Why it matters
The portal refuses the file at the first such cell of a column that the specification knows.

## How to mend
Correct the cell, or write the format's own missing value; look for decimal commas, units or notes within
cells.

## Example
Bad: `398,2` or `<0.1` in a column of numbers. Good: `398.2`.

## References
ICOS Carbon Portal, value formats.
"""

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import CellRule, Context, FaultRule, Hit, Need
from icos_ingest.values import FORMATS


class UnparsableCell(CellRule, FaultRule):
    """Shows what parsing refused, as a mask over a column or as a fault of its own."""

    kinds = ("cell",)
    needs = Need.TABLE

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a cell was refused; one that stamps its row is told as that."""
        del ctx
        return None if column.info.stamps else column.refused

    def tell(self, subject: Column | Fault, ctx: Context) -> Hit:
        """Quote the cell and say what should stand there."""
        if isinstance(subject, Fault):
            return Hit(_message(subject.place.field, subject.place.value or "", subject.expected))
        fmt = FORMATS.get(subject.info.format or "")
        expected = fmt.expected if fmt else None
        blocks = ctx.spec is not None and subject.info.spec is not None
        # Without a specification the first rows alone say what the column holds.
        severity = None if subject.info.spec else Severity.WARNING
        return Hit(
            _message(subject.info.name, "{value}", expected),
            expected=expected,
            blocks=blocks,
            severity=severity,
        )


def _message(field: str | None, value: str, expected: str | None) -> str:
    where = f" in '{field}'" if field else ""
    return f"'{value}'{where} is not {expected}" if expected else f"'{value}'{where} cannot be read"


RULE = UnparsableCell()
