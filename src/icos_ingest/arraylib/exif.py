"""What an image says about itself: EXIF by name (CIPA DC-008), where and when it was taken, texts."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from icos_ingest.arraylib.pillow import DAMAGED
from icos_ingest.content import Fact
from icos_ingest.model import Place

if TYPE_CHECKING:
    from PIL.Image import Image

_OURS = frozenset({"latitude", "longitude", "altitude", "time"})
"""Names that are ours; a text of that name in the image gets another."""
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d", re.ASCII)


def image_facts(image: Image, notes: list[str]) -> dict[str, Fact]:
    """Header facts of an image; call it under `pillow`.

    Beside EXIF under its own names there are `latitude` and `longitude` in degrees north and east, `altitude`
    in metres above sea level, and `time` in ISO 8601, with the offset from UTC where EXIF states it.

    Args:
        image: opened by Pillow; its pixels are not decoded.
        notes: gets what cannot be read, and what is not said.
    """
    facts: dict[str, Any] = {
        f"text {key}" if key in _OURS else str(key): value
        for key, value in image.info.items()
        if isinstance(value, str | int | float)
    }
    try:
        main, photo, gps = _directories(image)
    except DAMAGED as error:
        notes.append(f"the EXIF data cannot be read ({error})")
        main = photo = gps = {}
    for part in (main, photo, gps):
        facts |= {name: _clean(value) for name, value in part.items()}
    facts |= _position(gps)
    header = {name: Fact(value, Place(field=name)) for name, value in facts.items() if value is not None}
    time = _time(main | photo, notes)
    return header if time is None else header | {"time": time}


def _directories(image: Image) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """EXIF of the image, of the photograph and of its position, by name."""
    from PIL.ExifTags import GPSTAGS, IFD, TAGS
    from PIL.Image import Exif

    # Pillow would decode a whole PNG to look for EXIF behind its pixels.
    exif = image.getexif() if image.format != "PNG" or "exif" in image.info else Exif()
    main = {TAGS.get(tag, f"tag {tag}"): value for tag, value in exif.items() if tag not in set(IFD)}
    photo = {TAGS.get(tag, f"tag {tag}"): value for tag, value in exif.get_ifd(IFD.Exif).items()}
    gps = {GPSTAGS.get(tag, f"GPS tag {tag}"): value for tag, value in exif.get_ifd(IFD.GPSInfo).items()}
    return main, photo, gps


def _clean(value: Any) -> Any:
    """An EXIF value as text, a number or a list of numbers; raw bytes are left out."""
    if isinstance(value, bytes | dict):
        return None
    if isinstance(value, str):
        return value.rstrip("\0")
    if isinstance(value, tuple):
        return [_clean(part) for part in value]
    return _number(value)


def _number(value: Any) -> int | float | None:
    if isinstance(value, int):
        return value
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None


def _position(gps: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for axis, letters in (("Latitude", "NS"), ("Longitude", "EW")):
        found[axis.lower()] = _degrees(gps.get(f"GPS{axis}"), gps.get(f"GPS{axis}Ref"), letters)
    height = _number(gps.get("GPSAltitude"))
    if height is not None and math.isfinite(height):
        found["altitude"] = -height if gps.get("GPSAltitudeRef") in (1, b"\x01") else height
    return found


def _degrees(parts: Any, letter: Any, letters: str) -> float | None:
    """Degrees, minutes and seconds with N, S, E or W, as signed degrees; None where they are not that."""
    if not isinstance(parts, tuple) or len(parts) != 3 or letter not in tuple(letters):
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or not math.isfinite(number) for number in numbers):
        return None
    degrees, minutes, seconds = (float(number) for number in numbers if number is not None)
    size = degrees + minutes / 60 + seconds / 3600
    if not 0 <= size <= (90 if letters == "NS" else 180):
        return None
    return -size if letter in "SW" else size


def _time(photo: dict[str, Any], notes: list[str]) -> Fact | None:
    """When the photograph was taken, by the camera's clock; its place names the entry that says so."""
    for name, offset in (("DateTimeOriginal", "OffsetTimeOriginal"), ("DateTime", "OffsetTime")):
        taken, zone = exif_time(photo.get(name)), photo.get(offset)
        if taken is None:
            continue
        place = Place(field=name, value=str(photo[name]).rstrip("\0 "))
        if isinstance(zone, str) and _OFFSET.fullmatch(zone.rstrip("\0 ")):
            return Fact(f"{taken.isoformat()}{zone[:6]}", place)
        notes.append(f"{name} is the time of the camera's clock, of which EXIF states no offset from UTC")
        return Fact(taken.isoformat(), place)
    return None


def exif_time(text: Any) -> datetime | None:
    """A time as EXIF writes it, `YYYY:MM:DD HH:MM:SS`; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        return datetime.strptime(text.rstrip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # the camera's clock
    except ValueError:
        return None
