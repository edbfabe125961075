"""Time stamps lie in the future.

## What it checks
That no row is stamped later than tomorrow, by the clock of the computer that runs the check. In a table of
no known format, which may hold a forecast, it is a warning.

## Why it matters
Nothing can have been measured then: the year is mistyped, day and month are exchanged, or rows were filled in
up to the end of the year. AmeriFlux does not accept such files.

## How to mend
Look at year, month and day of the first such row; delete rows that only hold missing values for days to come.

## Example
Bad: `2042-03-01T12:00Z` for `2024-03-01T12:00Z`. Good: stamps up to today.

## References
AmeriFlux, "Are timestamps filled into the future?".
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.formats import is_laid_down
from icos_ingest.schema import thresholds


class TimeInFuture(FoldRule):
    """Compares stamps with the computer's clock."""

    needs = Need.TABLE | Need.TIME

    def look(self, block: Block, ctx: Context) -> Hit | None:
        """The rows of a block that are yet to come."""
        if block.time is None:
            return None
        slack = np.timedelta64(round(thresholds(self.name)["slack"].value * 24), "h")
        now = np.datetime64(datetime.now(UTC).replace(tzinfo=None), "ms")
        late = block.time.valid & (block.time.values > now + slack)
        severity = None if is_laid_down(ctx) else Severity.WARNING
        message = "a row is stamped in the future: {value}"
        return hit_rows(block, late, block.time, ctx, message, severity=severity)

    def join(self, state: None, part: Hit | None) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, [part] if part else []


RULE = TimeInFuture()
