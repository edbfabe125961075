"""A number is spelt as few programs read it.

## What it checks
Whether a cell of numbers is hexadecimal, ends in the letter of a type (`398.2f`), or is in digits of another
script than 0 to 9.

## Why it matters
The portal is written in Java and takes all of these for numbers. Most other programs take them for text, and
whoever wrote them did hardly mean them.

## How to mend
Write the number in decimal digits with a point.

## Example
Bad: `398.2f`, `0x1p3`, `٣٩٨`. Good: `398.2`, `8`, `398`.

## References
ICOS Carbon Portal, value formats `int32`, `float32`, `float64`; Java's `Float.parseFloat` and
`Integer.parseInt`.
"""

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit, Need
from icos_ingest.values import NUMBERS


class UncommonNumber(CellRule):
    """Marks the numbers that only Java reads."""

    severity = Severity.WARNING
    needs = Need.TEXT

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a number is spelt so."""
        del ctx
        return column.loose if column.info.format in NUMBERS else None

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the number."""
        del ctx
        message = f"'{{value}}' in '{column.info.name}' is a number to the portal and to few others"
        return Hit(message, expected="decimal digits with a point")


RULE = UncommonNumber()
