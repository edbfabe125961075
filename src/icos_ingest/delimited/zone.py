"""Time zones: their names, and the way from a file's own clock to UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icos_ingest.delimited.dates import offset
from icos_ingest.errors import OptionError

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # a reading of the file's own clock has no zone
_ABBREVIATIONS = {"UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "MEZ": 1, "CEST": 2, "EET": 2}
"""Hours ahead of UTC. An abbreviation names one offset, so CET is winter time all the year round."""
_STATED = re.compile(
    rf"(?<![A-Za-z])(?P<name>{'|'.join(_ABBREVIATIONS)})(?:\s*(?P<shift>[+-]\s*\d{{1,2}}(?::?\d{{2}})?))?(?![A-Za-z0-9])"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


@dataclass(frozen=True)
class Zone:
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
    try:
        return Zone(text, region=ZoneInfo(text))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError(
            f"there is no time zone {option[:100]!r}",
            expected="UTC, an offset such as +01:00, or an IANA name such as Europe/Stockholm",
        ) from error


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
