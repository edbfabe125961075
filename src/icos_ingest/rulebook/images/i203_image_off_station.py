"""The position in EXIF is not that of the station.

## What it checks
That a picture whose name tells its station was taken near it, as the Carbon Portal knows it.

## Why it matters
The picture is of another place, or latitude, longitude or one of their letters is wrong.

## How to mend
See whether the picture is of this station. If it is, write its position with
`exiftool -GPSLatitude=… -GPSLatitudeRef=…`.

## Example
Bad: `SE-Htm_PHEN_202406011200_L01_F01.jpg` taken at 13.42° W. Good: taken at 13.42° E.

## References
ICOS Carbon Portal, positions of stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.rule_parts.picture import is_nowhere, picture_position
from icos_ingest.rule_parts.position import kilometres, station_position
from icos_ingest.schema import thresholds


class ImageOffStation(FactRule):
    """Compares EXIF with the portal's list of stations."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for a picture that was taken far from its station."""
        del content
        said, known = picture_position(ctx), station_position(ctx)
        if said is None or said.fact is None or known is None or is_nowhere(said):
            return
        away = kilometres(said, known)
        if away > thresholds(self.name)["distance"].value:
            name = ctx.station.name if ctx.station else ""
            message = f"the position in EXIF, {said}, is {away:,.0f} km away from {name}"
            yield Hit(message, said.fact.place, expected=str(known))


RULE = ImageOffStation()
