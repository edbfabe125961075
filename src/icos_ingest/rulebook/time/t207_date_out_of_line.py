"""The year or month of a row contradicts its neighbours.

## What it checks
That no row, or short stretch of rows, jumps by weeks, months or years away from the rows before it while the
rows after it go on as if nothing had been. Tables whose rows go back elsewhere are sorted otherwise.

## Why it matters
Such rows are measured where they stand, but stamped elsewhere: they are missing at their own time and
appear in another year, mostly beside the values that belong there.

## How to mend
Correct year, month or day of these rows by those of their neighbours.

## Example
Bad: `2024-03-01T12:00`, `2025-03-01T12:30`, `2024-03-01T13:00`. Good: `2024-03-01T12:30` in the middle.

## References
AmeriFlux, timestamp checks.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import BoolArray
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.spacing import DAY, Odd, Spacing, SpacingRule
from icos_ingest.rule_parts.steps import shown
from icos_ingest.schema import thresholds


class DateOutOfLine(SpacingRule):
    """Looks for a jump and the jump back."""

    severity = Severity.WARNING

    def told(self, spacing: Spacing, odd: Odd, ctx: Context) -> Iterable[Hit]:
        """One hit for all stretches, placed at their first rows."""
        limits = thresholds(self.name)
        far = np.abs((odd.after - odd.before).astype(np.int64)) > limits["jump"].value * DAY
        jumps = odd.where(far)
        if spacing.share < limits["regular"].value or len(jumps) < 2:
            return
        away = jumps.where(np.flatnonzero(_pairs(jumps, spacing, limits["return"].value * DAY)))
        back = int((jumps.steps < 0).sum())
        if not len(away) or len(away) < back:
            return
        expected = away.before[0] + _usual(spacing)
        message = (
            f"a row of {shown(away.after[0])} stands where {shown(expected)} is due: {_what(expected, away)}"
        )
        yield spacing.hit(message, away, ctx, expected=shown(expected))


def _pairs(jumps: Odd, spacing: Spacing, slack: float) -> BoolArray:
    """True where the next jump leads back to where the row was due, after fewer rows than it jumped."""
    length = np.abs((jumps.after - jumps.before).astype(np.int64))
    passed = (np.append(jumps.after[1:], jumps.after[-1:]) - jumps.before).astype(np.int64)
    rows = np.append(np.diff(jumps.rows), 0)
    usual = int(_usual(spacing).astype(np.int64))
    back = np.append(np.diff(np.sign(jumps.steps)) != 0, False)  # the last has none after it
    short = (rows * usual < length) & (2 * rows < spacing.rows)
    found: BoolArray = back & short & (passed > 0) & (passed <= (rows + 1) * usual + slack)
    return found


def _usual(spacing: Spacing) -> np.timedelta64:
    """The common step; of months and years, their usual length."""
    days = {"M8[M]": 31, "M8[Y]": 366}.get(spacing.unit)
    return np.timedelta64(spacing.common * (days * DAY if days else 1), "ms")


def _what(due: np.datetime64, away: Odd) -> str:
    same_year = due.astype("M8[Y]") == away.after[0].astype("M8[Y]")
    return "the month or day is out of line" if same_year else "the year is out of line"


RULE = DateOutOfLine()
