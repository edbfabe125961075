"""Latitude and longitude are exchanged.

## What it checks
That no latitude lies beyond a pole where the longitude beside it would be one; that no row of a track would
lie with its neighbours if the two were exchanged, while as it stands it does not; and that the position in
the header does not become the station's when exchanged.

## Why it matters
The data are drawn in another ocean, and every search by region misses them.

## How to mend
Exchange the two columns, or the two cells.

## Example
Bad: latitude 13.4189, longitude 56.0976 for Hyltemossa. Good: latitude 56.0976, longitude 13.4189.

## References
ISO 6709; CF Conventions, sections 4.1 and 4.2.
"""

from collections.abc import Iterable

from icos_ingest.content import Block, Content
from icos_ingest.rule_kinds import Context, FactRule, FoldRule, Hit
from icos_ingest.rule_parts.position import header_position, is_swapped, station_position
from icos_ingest.rule_parts.track import Track, joined, track_of


class SwappedPosition(FoldRule, FactRule):
    """Looks at header and track."""

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for a header whose position is the station's only when exchanged."""
        del content
        said, known = header_position(ctx), station_position(ctx)
        if said is not None and said.fact is not None and known is not None and is_swapped(said, known):
            message = f"latitude and longitude of the header are exchanged: {said}"
            yield Hit(message, said.fact.place, expected=str(known))

    def look(self, block: Block, ctx: Context) -> Track | None:
        """The positions of a block."""
        return track_of(block, ctx)

    def join(self, state: Track | None, part: Track | None) -> tuple[Track | None, Iterable[Hit]]:
        """The track so far."""
        return joined(state, part), ()

    def finish(self, state: Track | None, ctx: Context) -> Iterable[Hit]:
        """One hit for all rows."""
        swapped = state.swapped() if state else None
        if state is None or swapped is None or not len(swapped):
            return
        message = "latitude and longitude are exchanged: {value}"
        yield state.hit(message, swapped, ctx)


RULE = SwappedPosition()
