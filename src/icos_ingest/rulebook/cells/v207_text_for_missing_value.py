"""A text stands for a missing value, and is none by the format's rules.

## What it checks
That no cell of a column of numbers holds a word or a sign that means nothing was measured in other programs
(`NA`, `null`, `--`), or the error of a spreadsheet (`#REF!`, `#DIV/0!`).

## Why it matters
The portal refuses the file at the first such cell.

## How to mend
Write the missing value exactly as the format has it, or leave the cell empty. Behind the error of a
spreadsheet is a formula to be mended.

## Example
Bad: `NA` in a file whose missing value is `-9999`. Good: `-9999`, or an empty cell.

## References
AmeriFlux, missing-value formats in flux and meteorological data; ICOS Carbon Portal, missing values by
format.
"""

from icos_ingest.content import Column
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.formats import expected_gap
from icos_ingest.rule_parts.refusals import RefusedCellRule


class TextForMissingValue(RefusedCellRule):
    """Tells of refused cells that were meant to be empty."""

    meant = "gap"

    def words(self, field: str, expected: str | None) -> str:
        """Quote the cell."""
        del expected
        return f"'{{value}}' in '{field}' stands for a missing value, but not in this format"

    def expected(self, column: Column, ctx: Context) -> str | None:
        """The format's own missing texts."""
        return expected_gap(column.info.format, ctx)


RULE = TextForMissingValue()
