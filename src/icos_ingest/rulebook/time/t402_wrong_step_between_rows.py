"""Rows of a file for AmeriFlux are not one interval apart.

## What it checks
That each TIMESTAMP_START is 30 minutes (HH) or 60 minutes (HR) after the one before. Repeated stamps and
steps back have rules of their own. Files are meant for AmeriFlux's FP-In if their name begins with the id
of a site and HH or HR; no others are looked at.

## Why it matters
FP-In takes a file of one resolution without holes: a missing row shifts what programs count by rows.

## How to mend
Add the missing rows with -9999 in every variable; split a file whose resolution changes.

## Example
Bad: 201101010000, 201101010130. Good: 201101010000, 201101010030, 201101010100, 201101010130.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Is Timestamp resolution
BETWEEN rows OK?'.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from icos_ingest.content import Block, BoolArray, Values
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.fp_in import START, is_upload, minutes, stamps

MINUTE = 60_000


class Part(NamedTuple):
    """First and last stamp of some rows in milliseconds, the first's place, what is wrong between them."""

    first: float
    at: Place
    last: float
    step: int
    hit: Hit | None


class WrongStepBetweenRows(FoldRule):
    """Looks at the steps from start to start."""

    needs = Need.TABLE | Need.TEXT

    def look(self, block: Block, ctx: Context) -> Part | None:
        """The steps within a block."""
        found = stamps(block, START) if is_upload(ctx) else None
        known = np.flatnonzero(~np.isnan(found.values)) if found else np.array([], dtype=int)
        if found is None or not len(known):
            return None
        step = minutes(ctx)
        wrong = np.zeros(block.n, dtype=bool)
        wrong[known[1:]] = _wrong(np.diff(found.values[known]), step)
        message = f"'{{value}}' in '{START}' is not {step} minutes after the row before"
        hit = hit_rows(block, wrong, found.column, ctx, message, expected=f"a step of {step} minutes")
        first, last = found.values[known[0]], found.values[known[-1]]
        return Part(float(first), block.place(int(known[0]), found.column), float(last), step, hit)

    def join(self, state: Part | None, part: Part | None) -> tuple[Part | None, Iterable[Hit]]:
        """The step from block to block."""
        if part is None:
            return state, ()
        hits = [part.hit] if part.hit else []
        if state is not None and _wrong(np.array([part.first - state.last]), part.step)[0]:
            message = f"'{part.at.value}' in '{START}' is not {part.step} minutes after the row before"
            hits.insert(0, Hit(message, part.at, f"a step of {part.step} minutes", places=(part.at,)))
        return part, hits


def _wrong(steps: Values, minutes: int) -> BoolArray:
    """Steps forward of another length."""
    other: BoolArray = (steps > 0) & (steps != minutes * MINUTE)
    return other


RULE = WrongStepBetweenRows()
