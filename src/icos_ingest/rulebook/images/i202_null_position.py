"""The position in EXIF is 0° N, 0° E.

## What it checks
Whether latitude and longitude of an image are both zero.

## Why it matters
That is a point in the Atlantic. A camera whose receiver had no reception writes zeros, and on a map the
picture lies where nobody was.

## How to mend
Write the position of the camera with `exiftool -GPSLatitude=… -GPSLatitudeRef=…`, or remove it with
`-gps:all=`.

## Example
Bad: 0° 0' 0" N, 0° 0' 0" E. Good: 56° 5' 51" N, 13° 25' 8" E.

## References
None.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.rule_parts.picture import is_nowhere, picture_position


class NullPosition(FactRule):
    """Looks for a position of zeros."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the image."""
        del content
        said = picture_position(ctx)
        if said is not None and said.fact is not None and is_nowhere(said):
            message = "the position in EXIF is 0° N, 0° E, as a camera without reception writes it"
            yield Hit(message, said.fact.place, expected="the position of the camera")


RULE = NullPosition()
