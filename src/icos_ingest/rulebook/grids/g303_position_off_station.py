"""The position in the header is not that of the station.

## What it checks
That `LATITUDE` and `LONGITUDE` of the header lie near the station that the file is of, as the Carbon Portal
knows it. Two that are exchanged are another rule's.

## Why it matters
Maps and models take the position from the header; a missing minus sign puts a station into another country.

## How to mend
Correct the position, or the station code, in the header. Mind the sign: west and south are negative.

## Example
Bad: `# LONGITUDE: 2.5399 E` for Ridge Hill. Good: `# LONGITUDE: -2.5399 E`.

## References
ICOS ATC, header of products; ICOS Carbon Portal, positions of stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.rule_parts.position import header_position, is_swapped, kilometres, station_position
from icos_ingest.schema import thresholds


class PositionOffStation(FactRule):
    """Compares the header with the portal's list of stations."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for a header that is far from its station."""
        del content
        said, known = header_position(ctx), station_position(ctx)
        if said is None or known is None or is_swapped(said, known):
            return
        away = kilometres(said, known)
        if away > thresholds(self.name)["distance"].value:
            assert said.fact is not None, "it stands in the header"
            name = ctx.station.name if ctx.station else ""
            message = f"the header's position {said} is {away:,.0f} km away from {name}"
            yield Hit(message, said.fact.place, expected=str(known))


RULE = PositionOffStation()
