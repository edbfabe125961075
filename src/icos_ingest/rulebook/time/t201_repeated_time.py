"""Two rows in a row have one time stamp.

## What it checks
That each row of a time series has another stamp than the row before. Where half of the rows or more share
their stamp with the row before, the table is taken for profiles or replicates and nothing is said; files of
flasks and bottles are left out, since these are sampled together.

## Why it matters
Which of the two rows holds? Programs keep the first, the last or both, and their results differ.

## How to mend
Delete the row that is not wanted. On the day when summer time ends a clock shows an hour twice: log in UTC
or in local standard time.

## Example
Bad: two rows of `2024-10-27T01:30:00Z`. Good: one.

## References
AmeriFlux, timestamp checks.
"""

from collections.abc import Iterable

from icos_ingest.content import BoolArray, Values
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.steps import StepRule, Steps

PAIRED = frozenset({"asciiAtcFlaskTimeSer", "noaa-event", "exchange"})
"""Formats in which samples are taken together: flasks in pairs, the bottles of a cast."""


class RepeatedTime(StepRule):
    """Looks for stamps that are equal to the one before."""

    severity = Severity.WARNING
    message = "two rows in a row have the time stamp {after}"

    def wrong(self, before: Values, after: Values) -> BoolArray:
        """Equal stamps."""
        equal: BoolArray = before == after
        return equal

    def finish(self, state: Steps | None, ctx: Context) -> Iterable[Hit]:
        """Nothing where repeating is what the table does."""
        hit = state.hit if state else None
        if state is None or hit is None or ctx.facts.format in PAIRED or 2 * hit.count >= state.rows:
            return ()
        return super().finish(state, ctx)


RULE = RepeatedTime()
