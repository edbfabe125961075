"""Rows lie outside the period that the file states.

## What it checks
That every row lies within the period in the header (`COVERING PERIOD` of atmosphere files, `DATE/TIME START`
and `END` of SOCAT files), else within the days or years that the file's name gives; of raw files of ecosystem
stations, within the day, or the half-hour that ends at the name's time. A day at either end is allowed, since
periods are written in whole days and in local time.

## Why it matters
Either the header is that of another file, or the stamps are wrong. Who searches the data by period does not
find these rows.

## How to mend
Look at the date of the first such row; if it is right, correct the period in the header or in the name.

## Example
Bad: a row of 2022-03-15 below `# COVERING PERIOD: 2021-02-01T00:00 2022-02-28T23:00`. Good: rows from
2021-02-01 to 2022-02-28.

## References
ICOS ATC, header of products; FLUXNET, file names; ICOS ETC, names of raw data files.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.period import header_period, name_period
from icos_ingest.schema import thresholds


class TimeOutsidePeriod(FoldRule):
    """Compares stamps with the stated period."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def look(self, block: Block, ctx: Context) -> Hit | None:
        """The rows of a block outside the period."""
        period = header_period(ctx) or name_period(ctx)
        if block.time is None or period is None:
            return None
        slack = np.timedelta64(round(thresholds(self.name)["slack"].value * 24), "h")
        stamps = block.time.values
        outside = block.time.valid & ((stamps < period.start - slack) | (stamps > period.end + slack))
        message = f"a row of {{value}} lies outside the period {period} that {period.told} gives"
        return hit_rows(block, outside, block.time, ctx, message, expected=str(period))

    def join(self, state: None, part: Hit | None) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, [part] if part else []


RULE = TimeOutsidePeriod()
