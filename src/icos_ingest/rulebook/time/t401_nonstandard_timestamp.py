"""A stamp of a file for AmeriFlux is not of twelve digits.

## What it checks
That each TIMESTAMP_START and TIMESTAMP_END is YYYYMMDDHHMM. Files are meant for AmeriFlux's FP-In if their
name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In reads no other form, and a spreadsheet changes it silently: 2.01101E+11, or a date with slashes.

## How to mend
Write year, month, day, hour and minute as twelve digits, without anything between them.

## Example
Bad: `2011-01-01 00:00`. Good: `201101010000`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are Timestamps in
correct format?'.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Block
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.fp_in import END, START, is_upload, stamps


class NonstandardTimestamp(FoldRule):
    """Looks at the texts of both columns."""

    needs = Need.TABLE | Need.TEXT

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """One hit for each column of a block."""
        hits: list[Hit] = []
        for title in (START, END) if is_upload(ctx) else ():
            found = stamps(block, title)
            if found is not None:
                wrong = np.isnan(found.values)
                message = f"'{{value}}' in '{title}' is not of twelve digits"
                expected = "YYYYMMDDHHMM, such as 201002041530"
                hit = hit_rows(block, wrong, found.column, ctx, message, expected=expected)
                hits += [hit] if hit else []
        return hits

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part


RULE = NonstandardTimestamp()
