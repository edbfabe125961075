"""The position in EXIF is none on the Earth.

## What it checks
That the GPS entries of an image are degrees, minutes and seconds with N or S up to 90°, E or W up to 180°. An
entry without numbers, as a receiver without reception writes it, is passed over.

## Why it matters
The picture is put nowhere, or at a wrong place, on a map.

## How to mend
Write the right position with `exiftool -GPSLatitude=… -GPSLatitudeRef=…`, or remove it with `-gps:all=`.

## Example
Bad: `GPSLatitude` 95° 0' 0" N. Good: 56° 5' 51" N.

## References
CIPA DC-008 (EXIF 2.32), table 15.
"""

import math
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit


class ImpossiblePosition(FactRule):
    """Looks for GPS entries from which no degrees could be made."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each of latitude and longitude."""
        del ctx
        header = content.facts.header
        for axis, letters, most in (("Latitude", "N or S", 90), ("Longitude", "E or W", 180)):
            said, letter = header.get(f"GPS{axis}"), header.get(f"GPS{axis}Ref")
            if said is None or axis.lower() in header or _is_blank(said.value):
                continue
            shown = f"{_shown(said.value)} {letter.value if letter else 'without a letter'}"
            expected = f"degrees, minutes and seconds up to {most}°, with {letters}"
            yield Hit(f"the {axis.lower()} in EXIF is impossible: {shown}", said.place, expected=expected)


def _is_blank(value: object) -> bool:
    parts = value if isinstance(value, list) else [value]
    return all(part is None or (isinstance(part, float) and math.isnan(part)) for part in parts)


def _shown(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


RULE = ImpossiblePosition()
