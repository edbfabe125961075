"""The time in EXIF has no offset from UTC.

## What it checks
That an image which says when it was taken (`DateTimeOriginal`, else `DateTime`) also has
`OffsetTimeOriginal`, or `OffsetTime`.

## Why it matters
Nobody can tell whether the camera's clock ran in UTC, in standard time or in summer time.

## How to mend
Set the camera's time zone, if it has one, and let the clock run in the station's standard time; say which
zone that is where the data are described.

## Example
Bad: `DateTimeOriginal` 2024:06:01 12:00:00 alone. Good: with `OffsetTimeOriginal` +01:00.

## References
CIPA DC-008 (EXIF 2.31 and later), tags 0x9010 to 0x9012.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.rule_parts.picture import picture_time


class ImageTimeWithoutZone(FactRule):
    """Looks for an offset beside the time."""

    severity = Severity.INFO

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the image."""
        del content
        found = picture_time(ctx)
        if found is not None and found[0].tzinfo is None:
            place = found[1]
            message = f"{place.field} is {place.value} by the camera's clock, without an offset from UTC"
            yield Hit(message, place, expected="OffsetTimeOriginal, such as +01:00")


RULE = ImageTimeWithoutZone()
