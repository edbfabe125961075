"""Texts of dates and times: every spelling that is read, and the instant that each text stands for.

Days, months and years are those of the proleptic Gregorian calendar; 24:00 is the next midnight; a year of
two digits lies between 1970 and 2069.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from icos_ingest.values.times import days_since_epoch

DAY = 86_400_000
_CLOCK = (
    r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,](?P<f>\d{1,9}))?)?(?:\s*(?P<half>[AaPp])[Mm])?"
    r"(?:\s*(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?"
)
_SPELLINGS = {
    "year, month, day": r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
    "day first": r"(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})",
    "month first": r"(?P<m>\d{1,2})(?P<s>[-/.])(?P<d>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})",
    "day, name of month, year": r"(?P<d>\d{1,2})[-/. ]?(?P<m>[A-Za-z]{3,9})[-/., ]{0,2}(?P<y>\d{4}|\d{2})",
}
_FARTHEST = 99_999_999
"""Years beyond it are none: their milliseconds would need more than 64 bits."""
_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    name[:length]: number for number, name in enumerate(_NAMES, start=1) for length in (3, 4, len(name))
}


class Instant(NamedTuple):
    """Milliseconds since 1970, in UTC where the text names a zone, else on the file's own clock."""

    milliseconds: int
    zoned: bool
    clock: bool


class Spelling(Struct, frozen=True):
    """One way to write a date, with or without a time of day.

    Attributes:
        name: for people, such as `day first`.
        pattern: of the whole text, with groups for its parts.
        compact: whether it is digits only, which a number could be as well.
        month: whether it names a month and no day.
    """

    name: str
    pattern: re.Pattern[str]
    compact: bool = False
    month: bool = False

    def read(self, text: str) -> Instant | None:
        """The instant of a text, None where it is none in this spelling."""
        match = self.pattern.fullmatch(text.strip())
        if match is None:
            return None
        parts = match.groupdict()
        days = _days(parts["y"], parts["m"], parts.get("d") or "1")
        if days is None:
            return None
        if parts.get("H") is None:
            return Instant(days * DAY, zoned=False, clock=False)
        time = _milliseconds(parts)
        if time is None:
            return None
        zone = parts.get("zone")
        shift = offset(zone) if zone else 0
        return Instant(days * DAY + time - shift, zoned=zone is not None, clock=True)


def _spelling(name: str, pattern: str) -> Spelling:
    return Spelling(name, re.compile(rf"{pattern}(?:(?:[Tt]|\s+){_CLOCK})?", re.ASCII))


DAY_FIRST, MONTH_FIRST = "day first", "month first"
SPELLINGS = (
    *(_spelling(name, pattern) for name, pattern in _SPELLINGS.items()),
    Spelling(
        "digits of year, month, day",
        re.compile(
            r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:[T ]?(?P<H>\d{2})(?P<M>\d{2})?(?P<S>\d{2})?)?", re.ASCII
        ),
        compact=True,
    ),
    Spelling(
        "digits of year, month", re.compile(r"(?P<y>\d{4})(?P<m>\d{2})", re.ASCII), compact=True, month=True
    ),
    Spelling(
        "two digits each of year, month, day",
        re.compile(r"(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
        compact=True,
    ),
)
"""Every spelling of a date; a text may fit several, and then other texts must tell which is meant."""

TIME_OF_DAY = re.compile(_CLOCK, re.ASCII)


def time_of_day(text: str) -> int | None:
    """Milliseconds since midnight of a text such as `9:30`, `09:30:15.25` or `9:30 PM`."""
    match = TIME_OF_DAY.fullmatch(text.strip())
    return None if match is None else _milliseconds(match.groupdict())


def compact_time(text: str) -> int | None:
    """Milliseconds since midnight of `hhmm` or `hhmmss`, whose leading zeros may be lost."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        return None
    digits = digits.zfill(4 if len(digits) <= 4 else 6)
    return _milliseconds({"H": digits[:2], "M": digits[2:4], "S": digits[4:] or "0"})


def from_parts(parts: Mapping[str, str]) -> int | None:
    """Milliseconds on the file's own clock of year, month, day (or day of year), hour, minute, second.

    The last of hour, minute and second that is there may have a fraction.
    """
    try:
        year = int(float(parts["year"]))
        if "doy" in parts:
            first, day = days_since_epoch(year, 1, 1), int(float(parts["doy"]))
            days = first + day - 1 if first is not None and 1 <= day <= 366 else None
        else:
            days = _days(str(year), str(int(float(parts["month"]))), str(int(float(parts["day"]))))
        hour, minute, second = (float(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    except (ValueError, OverflowError):
        return None
    time = hour * 3_600_000 + minute * 60_000 + second * 1000
    if (
        days is None
        or abs(year) > _FARTHEST
        or not (0 <= minute < 60 and 0 <= second < 60 and 0 <= time <= DAY)
    ):
        return None
    return days * DAY + round(time)


def offset(zone: str) -> int:
    """Milliseconds that a zone such as `Z`, `UTC`, `+01:00` or `-0330` is ahead of UTC."""
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    milliseconds = int(digits[:2]) * 3_600_000 + int(digits[2:]) * 60_000
    return -milliseconds if zone[0] == "-" else milliseconds


def stated_order(words: Sequence[str]) -> str | None:
    """The order of day and month that titles or units say, such as `dd/mm/yyyy`."""
    for word in words:
        plain = word.lower()
        if re.search(r"d{1,2}[-/. ]?m{1,2}[-/. ]?y", plain):
            return DAY_FIRST
        if re.search(r"m{1,2}[-/. ]?d{1,2}[-/. ]?y", plain):
            return MONTH_FIRST
    return None


def _days(year: str, month: str, day: str) -> int | None:
    number = _MONTHS.get(month.lower()) if month[0].isalpha() else int(month)
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 70 else 1900
    return None if number is None else days_since_epoch(full, number, int(day))


def _milliseconds(parts: Mapping[str, str | None]) -> int | None:
    hour, minute, second = (int(parts.get(name) or 0) for name in "HMS")
    half = parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "Pp" else 0)
    fraction = int((parts.get("f") or "").ljust(9, "0")[:3] or 0)
    time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    return time if minute <= 59 and second <= 59 and time <= DAY else None
