"""Two files of a daily package are of one half hour.

## What it checks
That no two eddy-covariance raw files in a daily package are of the same half hour; an end that is off by up
to a quarter still counts for its half hour.

## Why it matters
One of them will win, and nobody chose which.

## How to mend
Leave the right one in the package.

## Example
Bad: `..._202403010030_...csv` and `..._202403010031_...csv`. Good: one of them.

## References
ICOS Ecosystem Thematic Centre, names of raw data files; ICOS data portal, facade of the ecosystem stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.packages import at, package


class RepeatedHalfHour(FactRule):
    """Finds the half hours that several files are of."""

    severity = Severity.WARNING
    needs = Need.MEMBERS

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit that names the first pair."""
        found = package(content, ctx)
        if found is None or not found.is_daily:
            return
        first: dict[object, str] = {}
        again: list[tuple[str, str]] = []
        for member, slot in found.half_hours:
            if (before := first.setdefault(slot, member)) != member:
                again.append((member, before))
        if again:
            message = f"'{again[0][0]}' is of the same half hour as '{again[0][1]}'"
            places = at([member for member, _ in again])
            yield Hit(message, places[0], "one file a half hour", count=len(again), places=places[: ctx.keep])


RULE = RepeatedHalfHour()
