"""Rows are missing between two time stamps.

## What it checks
Where nearly all rows follow each other at one step, that none follows later. All gaps are one finding, which
names the longest. Nothing is said of rows that go back as often, since these are sorted otherwise.

## Why it matters
Gaps are part of measuring. But a gap that nobody knows of may be rows that were lost on the way, and sums and
daily means over it are too small or not representative.

## How to mend
If the instrument stood still, nothing. If the rows exist, add them; formats of fixed spacing want a row with
missing values for every interval.

## Example
Bad: `2024-03-01T12:30` after `2024-03-01T10:00` in half-hourly data. Good: every half hour has its row.

## References
AmeriFlux, timestamp checks; REddyProc, equidistant rows.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.spacing import Odd, Spacing, SpacingRule, duration
from icos_ingest.rule_parts.steps import shown
from icos_ingest.schema import thresholds


class TimeGap(SpacingRule):
    """Looks for steps longer than the common one."""

    severity = Severity.INFO

    def told(self, spacing: Spacing, odd: Odd, ctx: Context) -> Iterable[Hit]:
        """One hit for all gaps."""
        limits = thresholds(self.name)
        missing = np.rint(odd.steps / spacing.common).astype(np.int64) - 1 - odd.unstamped
        long = (odd.steps > limits["longer"].value * spacing.common) & (missing > 0)
        gaps = odd.where(long)
        back = int((odd.steps < 0).sum())
        if spacing.share < limits["regular"].value or len(gaps) <= back:
            return
        lost = int(missing[long].sum())
        longest = int(gaps.steps.argmax())
        length = duration(float((gaps.after - gaps.before)[longest].astype(np.int64)))
        rows = f"{lost:,} rows are missing" if lost > 1 else "a row is missing"
        where = f"from {shown(gaps.before[longest])} to {shown(gaps.after[longest])}"
        told = f" in {len(gaps):,} gaps; the longest is {length}," if len(gaps) > 1 else ""
        yield spacing.hit(f"{rows}{told} {where}", gaps, ctx)


RULE = TimeGap()
