"""A row of a file for AmeriFlux does not last one interval.

## What it checks
That TIMESTAMP_END is 30 minutes (HH) or 60 minutes (HR) after TIMESTAMP_START in each row. Files are meant
for AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
Start and end contradict each other: nobody knows when the value was measured, and FP-In refuses the file.

## How to mend
Make the end from the start by adding the averaging period; at the end of a day it is 0000 of the next.

## Example
Bad: `201101012330,201101010000`. Good: `201101012330,201101020000`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Is Timestamp Resolution
WITHIN row OK?'.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Block
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.fp_in import END, START, is_upload, minutes, stamps

MINUTE = 60_000


class WrongStepWithinRow(FoldRule):
    """Compares start and end of each row."""

    needs = Need.TABLE | Need.TEXT

    def look(self, block: Block, ctx: Context) -> Hit | None:
        """One hit for the rows of a block."""
        if not is_upload(ctx):
            return None
        start, end = stamps(block, START), stamps(block, END)
        if start is None or end is None:
            return None
        step = minutes(ctx)
        lasts = end.values - start.values
        wrong = ~np.isnan(lasts) & (lasts != step * MINUTE)
        message = f"'{{value}}' in '{END}' is not {step} minutes after the row's {START}"
        return hit_rows(block, wrong, end.column, ctx, message, expected=f"{START} and {step} minutes")

    def join(self, state: None, part: Hit | None) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, [part] if part else []


RULE = WrongStepWithinRow()
