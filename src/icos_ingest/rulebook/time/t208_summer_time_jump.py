"""The clock is put forward or back for summer time.

## What it checks
On the last Sundays of March and October, the days when clocks change in Europe, that no hour between one and
four o'clock is left out in spring or told twice in autumn. Asked of rows an hour apart or less.

## Why it matters
All rows of summer then lie an hour off, an hour of autumn stands there twice, and programs keep only one of
the two.

## How to mend
Set the logger to UTC or to local standard time all the year, and take an hour off the stamps of summer.

## Example
Bad: `2024-03-31 03:00` after `2024-03-31 01:30`. Good: `2024-03-31 02:00` after it.

## References
Directive 2000/84/EC on summer-time arrangements; FLUXNET, local standard time without daylight saving.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import BoolArray, Values
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.spacing import HOUR, Odd, Spacing, SpacingRule, clock_offset
from icos_ingest.rule_parts.steps import shown

_MARCH, _OCTOBER = 3, 10
_SUNDAY = 3
"""Days after a Thursday, as 1970-01-01 was."""


class SummerTimeJump(SpacingRule):
    """Looks for a step an hour too long or too short on the days of change."""

    severity = Severity.WARNING

    def told(self, spacing: Spacing, odd: Odd, ctx: Context) -> Iterable[Hit]:
        """One hit for all changes."""
        offset = clock_offset(ctx.facts.time.zone) if ctx.facts.time else None
        if offset is None or spacing.unit != "M8[ms]" or HOUR % spacing.common:
            return
        due = odd.before + offset + np.timedelta64(spacing.common, "ms")
        forward = (odd.steps == spacing.common + HOUR) & _is_change(due, _MARCH)
        back = (odd.steps == spacing.common - HOUR) & _is_change(due, _OCTOBER)
        if not (forward | back).any():
            return
        first = int(np.flatnonzero(forward | back)[0])
        way = "left out" if forward[first] else "told twice"
        message = f"an hour is {way} after {shown(odd.before[first])}, as by a clock that follows summer time"
        yield spacing.hit(message, odd.where(forward | back), ctx)


def _is_change(due: Values, month: int) -> BoolArray:
    """Whether it is between one and four o'clock on the last Sunday of a month."""
    days = due.astype("M8[D]")
    sunday = days.astype(np.int64) % 7 == _SUNDAY
    months = days.astype("M8[M]")
    last = sunday & (months.astype(np.int64) % 12 == month - 1)
    last &= (days + 7).astype("M8[M]") != months
    clock = (due - days).astype("m8[ms]").astype(np.int64)
    found: BoolArray = last & (clock >= HOUR) & (clock <= 4 * HOUR)
    return found


RULE = SummerTimeJump()
