"""The time in EXIF is not that of the file's name.

## What it checks
That the time in the name of a phenological picture and the camera's clock are at most five minutes apart.
Names are those of PhenoCam, `site_YYYY_MM_DD_HHMMSS.jpg`, and of ecosystem stations,
`CC-Xxx_PHEN_YYYYMMDDhhmm_LNN_FNN.jpg`.

## Why it matters
One of the two is wrong, so the greenness of the picture is put to a wrong time of day, or of the year.

## How to mend
See which clock is right. Both should run in the station's standard time, without summer time.

## Example
Bad: `SE-Htm_PHEN_202406011200_L01_F01.jpg` taken at 13:00:05. Good: taken at 12:00:05.

## References
PhenoCam, names of images: local standard time. ICOS ETC, names of raw data files: station's standard time.
"""

from collections.abc import Iterable
from datetime import timedelta

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.rule_parts.picture import picture_time
from icos_ingest.schema import thresholds
from icos_ingest.schema.picture_name import picture_time as named_time


class ImageTimeUnlikeName(FactRule):
    """Compares two clocks, both as they stand."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the image."""
        del content
        named, found = named_time(ctx.name), picture_time(ctx)
        if named is None or found is None:
            return
        taken = found[0].replace(tzinfo=None)
        limits = thresholds(self.name)
        apart, most = taken - named, timedelta(minutes=limits["apart"].value)
        if abs(apart) <= most:
            return
        off = apart - timedelta(hours=round(apart / timedelta(hours=1)))
        zone = abs(off) <= most and abs(apart) <= timedelta(hours=limits["zones"].value)
        why = ", whole hours as between two time zones or with summer time" if zone else ""
        yield Hit(
            f"the name says {named}, the camera's clock {taken}{why}",
            found[1],
            expected=f"at most {limits['apart'].value:g} minutes between them",
        )


RULE = ImageTimeUnlikeName()
