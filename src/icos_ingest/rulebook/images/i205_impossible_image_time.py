"""The time in EXIF is none.

## What it checks
That `DateTimeOriginal` of an image, if it is not left blank, is a date and a time as EXIF writes them.

## Why it matters
Nobody can tell when the picture was taken. A camera whose clock was never set writes zeros.

## How to mend
Set the camera's clock, and write the right time with `exiftool -DateTimeOriginal=…`.

## Example
Bad: 0000:00:00 00:00:00. Good: 2024:06:01 12:00:00.

## References
CIPA DC-008 (EXIF 2.32), tag 0x9003.
"""

from collections.abc import Iterable

from icos_ingest.arraylib.exif import exif_time
from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit


class ImpossibleImageTime(FactRule):
    """Looks for a time that no clock shows."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the image."""
        del ctx
        said = content.facts.header.get("DateTimeOriginal")
        # Of an unknown time EXIF leaves all but the colons blank.
        if said is None or not str(said.value).strip(" :\0") or exif_time(said.value) is not None:
            return
        yield Hit(f"DateTimeOriginal is no time: {said.value}", said.place, expected="YYYY:MM:DD HH:MM:SS")


RULE = ImpossibleImageTime()
