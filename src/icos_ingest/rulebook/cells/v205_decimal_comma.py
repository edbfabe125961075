"""A number has a decimal comma.

## What it checks
That no number is written with a comma where the format has a point. Grouped thousands (`1,990.5`) are another
defect.

## Why it matters
The portal refuses the file at the first such cell; other programs take it for a text, and the column is no
longer one of numbers.

## How to mend
Write a decimal point: export again with an English locale, or replace the commas in the columns of numbers.

## Example
Bad: `398,2`. Good: `398.2`.

## References
ICOS Carbon Portal, value formats; ISO 80000-1 allows both signs, the format one of them.
"""

from icos_ingest.rule_parts.refusals import RefusedCellRule


class DecimalComma(RefusedCellRule):
    """Tells of numbers that only a comma keeps from being read."""

    meant = "decimal comma"

    def words(self, field: str, expected: str | None) -> str:
        """Quote the cell."""
        del expected
        return f"'{{value}}' in '{field}' has a decimal comma"


RULE = DecimalComma()
