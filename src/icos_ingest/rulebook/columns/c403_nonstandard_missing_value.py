"""A missing value in a file for AmeriFlux is not -9999.

## What it checks
That no cell is empty, NaN, NA or infinite. Numbers that look like a missing value (`-9999.0`, `-6999`) and
errors of a spreadsheet are told by `look-alike-missing-value`. Files are meant for AmeriFlux's FP-In if
their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In takes -9999 alone. Other gaps are refused, or count as values and make gap-filled data seem measured.

## How to mend
Write -9999 into every cell that has no value.

## Example
Bad: `201101010000,201101010030,,NaN`. Good: `201101010000,201101010030,-9999,-9999`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Any invalid Missing-
Value Formats?'.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.fp_in import is_upload

GAPS = frozenset(
    {"", "nan", "na", "n/a", "null", "none", "-", "--", "inf", "+inf", "-inf", "infinity", "-infinity"}
)


class NonstandardMissingValue(FoldRule):
    """Looks at the texts of the cells in which there is no finite number."""

    needs = Need.TABLE | Need.TEXT

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """One hit for each column of a block."""
        if block.cells is None or not is_upload(ctx):
            return []
        hits = []
        for column in block.columns.values():
            message = f"'{{value}}' in '{column.info.name}' is a gap that FP-In does not know"
            hits.append(hit_rows(block, _foreign(block, column), column, ctx, message, expected="-9999"))
        return [hit for hit in hits if hit]

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part


def _foreign(block: Block, column: Column) -> BoolArray:
    """Where a cell is a gap by its text; only cells without a number are read."""
    found: BoolArray = np.zeros(block.n, dtype=bool)
    cell = column.info.cell
    if cell is None or block.cells is None:
        return found
    suspects = column.missing | column.refused
    if column.values.dtype.kind in "OU":
        suspects = np.ones(block.n, dtype=bool)
    elif column.values.dtype.kind == "f":
        suspects = suspects | ~np.isfinite(column.values)
    rows = np.flatnonzero(suspects)
    found[rows] = [block.cells[row][cell].strip().lower() in GAPS for row in rows.tolist()]
    return found


RULE = NonstandardMissingValue()
