"""A number has its thousands grouped.

## What it checks
That no number is written with a separator between its thousands: a blank, an apostrophe, a comma, a point.

## Why it matters
The portal refuses the file at the first such cell; where a program reads on, 1,990 becomes 1.99.

## How to mend
Write the digits without a separator: in a spreadsheet choose the number format without grouping, then export.

## Example
Bad: `1,990.5` or `1 990.5`. Good: `1990.5`.

## References
ICOS Carbon Portal, value formats; BIPM, SI brochure, section 5.4.4: neither dots nor commas between groups.
"""

from icos_ingest.rule_parts.refusals import RefusedCellRule


class ThousandsSeparator(RefusedCellRule):
    """Tells of numbers that only their groups keep from being read."""

    meant = "thousands"

    def words(self, field: str, expected: str | None) -> str:
        """Quote the cell."""
        del expected
        return f"'{{value}}' in '{field}' has its thousands grouped"


RULE = ThousandsSeparator()
