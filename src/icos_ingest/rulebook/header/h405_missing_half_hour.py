"""Half hours are missing from a daily package.

## What it checks
That a zip of eddy-covariance raw files of one day (`CC-Xxx_EC_YYYYMMDD_LNN_FNN.zip`) holds the 48 half
hours of that day.

## Why it matters
What is missing in the package will not be processed, and the fluxes of the day have a gap.

## How to mend
Add the files if the logger still has them, and pack again; if there are none, nothing can be done.

## Example
Bad: 47 files, none that ends at 12:30. Good: 48 files, 00:30 to 00:00 of the next day.

## References
ICOS Ecosystem Thematic Centre, names of raw data files; ICOS data portal, facade of the ecosystem stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.packages import package
from icos_ingest.schema import HALF_HOURS


class MissingHalfHour(FactRule):
    """Lists the half hours that no file is of."""

    severity = Severity.WARNING
    needs = Need.MEMBERS

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for all of them."""
        found = package(content, ctx)
        if found is None or not found.is_daily:
            return
        day = found.name.start.date()
        there = {slot for _, slot in found.half_hours}
        missing = [slot for slot in range(HALF_HOURS) if (day, slot) not in there]
        if missing:
            listed = ", ".join(f"{(slot + 1) // 2 % 24:02d}:{(slot + 1) % 2 * 30:02d}" for slot in missing)
            message = f"{len(missing)} of the 48 half hours of {day} are missing; they end at {listed}"
            yield Hit(message, expected="48 files, one for each half hour", count=len(missing))


RULE = MissingHalfHour()
