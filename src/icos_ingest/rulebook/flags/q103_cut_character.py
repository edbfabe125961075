"""A cell of one character holds more.

## What it checks
Whether a cell of a column of single characters, such as a flag, holds more than one. A negative number such
as `-9999`, which stands for no flag, is left out.

## Why it matters
The portal stores the first character and drops the rest without a word: `OK` becomes `O`, ` N` a blank.

## How to mend
Write the one character that is meant.

## Example
Bad: `OK`, `N?`, ` N`. Good: `O`, `N`.

## References
ICOS Carbon Portal, value format `bmpChar`.
"""

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit, Need

_NO_FLAG = ord("-")
"""What is stored of -9999, which stands for no flag in all files of the ecosystem network."""


class CutCharacter(CellRule):
    """Marks the cells of which a part is lost."""

    severity = Severity.WARNING
    needs = Need.TEXT

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a cell is longer than what is stored."""
        del ctx
        if column.info.format != "bmpChar" or column.loose is None:
            return None
        cut: BoolArray = column.loose & (column.values != _NO_FLAG)
        return cut

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the cell."""
        del ctx
        message = f"of '{{value}}' in '{column.info.name}' the portal stores the first character only"
        return Hit(message, expected="one character")


RULE = CutCharacter()
