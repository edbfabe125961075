"""Time zones: their names, and the way from a file's own clock to UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from icos_ingest.delimited.dates import offset
from icos_ingest.errors import OptionError
from icos_ingest.model import Options

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # a reading of the file's own clock has no zone
_ABBREVIATIONS = {"UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "MEZ": 1, "CEST": 2, "EET": 2}
"""Hours ahead of UTC. An abbreviation names one offset, so CET is winter time all the year round."""
_STATED = re.compile(
    rf"(?<![A-Za-z])(?P<name>{'|'.join(_ABBREVIATIONS)})(?:\s*(?P<shift>[+-]\s*\d{{1,2}}(?::?\d{{2}})?))?(?![A-Za-z0-9])"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


class Zone(Struct, frozen=True):
    """A clock.

    Attributes:
        name: `UTC`, `UTC+01:00` or an IANA name.
        ahead: milliseconds ahead of UTC; of no meaning where there is a region.
        region: where the offset changes with the season.
    """

    name: str = "UTC"
    ahead: int = 0
    region: ZoneInfo | None = None

    def to_utc(self, milliseconds: int) -> int | None:
        """The instant in UTC; None where the clock shows this time twice, or never."""
        if self.region is None:
            return milliseconds - self.ahead
        try:
            local = (_EPOCH + timedelta(milliseconds=milliseconds)).replace(tzinfo=self.region)
            before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
        except (OverflowError, ValueError):
            return None
        if before is None or before != after:
            return None
        return milliseconds - round(before.total_seconds() * 1000)


def zone_of(option: str) -> Zone:
    """The zone that an option names: `UTC`, an offset such as `+01:00`, or an IANA name.

    Raises:
        OptionError: there is no such zone.
    """
    text = option.strip()
    if text.upper() in ("UTC", "Z", "GMT"):
        return Zone()
    if match := _OFFSET.fullmatch(text.upper()):
        return _fixed(match[1], match[2], match[3])
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return Zone(text, region=ZoneInfo(text))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError(
            f"there is no time zone {option[:100]!r}",
            expected="UTC, an offset such as +01:00, or an IANA name such as Europe/Stockholm",
        ) from error


def logger_clock(options: Options) -> tuple[Zone, str]:
    """The clock of a file that does not state its zone, and how it is known, a sentence for the user.

    Raises:
        OptionError: there is no such zone as the user names.
    """
    if options.time_zone is not None:
        zone = zone_of(options.time_zone)
        return zone, f"time zone is {zone.name}, as the options say"
    if options.utc_offset is not None:
        zone = _of_hours(options.utc_offset)
        return zone, f"the station's local standard time is {zone.name}"
    return Zone(), "the offset of its clock is not known, and it was taken as UTC"


def station_clock(options: Options) -> tuple[float, str, str]:
    """The same for a format whose stamps are local standard time.

    Returns:
        Hours ahead of UTC; the zone's name; how it is known.

    Raises:
        OptionError: the zone that the user names changes its offset with the season.
    """
    zone, told = logger_clock(options)
    if zone.region is not None:
        raise OptionError(
            f"{zone.name} has summer time, and stamps of this format are local standard time",
            expected="an offset such as +01:00",
        )
    return zone.ahead / 3_600_000, zone.name, told


def _of_hours(hours: float) -> Zone:
    minutes = round(abs(hours) * 60)
    return _fixed("-" if hours < 0 else "+", str(minutes // 60), f"{minutes % 60:02}")


def stated_zone(words: Sequence[str]) -> tuple[Zone, str] | None:
    """The zone that titles or units name, such as `(UTC)` or `time [CET]`, and the words that do."""
    for word in words:
        if match := _STATED.search(word):
            if match["shift"] is None:
                hours = _ABBREVIATIONS[match["name"]]
                return _fixed("+", str(hours), None), word
            shifted = _OFFSET.fullmatch(match["shift"])
            assert shifted is not None, "a shift is an offset"
            return _fixed(*shifted.groups()), word
    return None


def _fixed(sign: str, hours: str, minutes: str | None) -> Zone:
    spelled = f"{sign}{hours.zfill(2)}:{minutes or '00'}"
    ahead = offset(spelled)
    return Zone(f"UTC{spelled}" if ahead else "UTC", ahead)
