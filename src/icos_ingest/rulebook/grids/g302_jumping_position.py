"""The position jumps.

## What it checks
That no two positions in a row are farther apart than a ship makes in the time between them, or, outside the
formats of ocean data, than an aircraft does. Positions that are flagged as questionable or bad are left out,
and so are exchanged ones, which are another rule's. In a table of no known format it is only noted, and
where many positions jump, the rows are taken for several stations.

## Why it matters
The sensor read a wrong fix, or a minus sign was lost. Such a row is gridded into another sea.

## How to mend
Interpolate the position between its neighbours, and flag it.

## Example
Bad: 60.1 N, 20.3 E a minute after 60.1 N, -20.3 E. Good: -20.3 in both.

## References
QuinCe, ship speed and position checks; SOCAT, cruise tracks.
"""

from collections.abc import Iterable

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.formats import is_laid_down
from icos_ingest.rule_parts.track import Track, joined, track_of
from icos_ingest.schema import thresholds


class JumpingPosition(FoldRule):
    """Compares distance and time between rows."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def look(self, block: Block, ctx: Context) -> Track | None:
        """The positions of a block."""
        return track_of(block, ctx)

    def join(self, state: Track | None, part: Track | None) -> tuple[Track | None, Iterable[Hit]]:
        """The track so far."""
        return joined(state, part), ()

    def finish(self, state: Track | None, ctx: Context) -> Iterable[Hit]:
        """One hit for all rows."""
        if state is None or len(state.jumps) > thresholds(self.name)["common"].value * state.rows:
            return
        away = state.away()
        if len(away):
            severity = None if is_laid_down(ctx) else Severity.INFO
            yield state.hit("the position jumps to {value}", away, ctx, severity=severity)


RULE = JumpingPosition()
