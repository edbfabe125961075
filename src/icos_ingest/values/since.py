"""Times that are counted since a date, as netCDF holds them (CF Conventions, section 4.4)."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

_STEPS = {
    "ms": ("millisecond", "msec", "millis"),
    "s": ("second", "sec"),
    "m": ("minute", "min"),
    "h": ("hour", "hr"),
    "D": ("day", "d"),
    "M": ("month",),
    "Y": ("year", "yr"),
}
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "D": 86_400_000}
_NAMES = {name: step for step, names in _STEPS.items() for name in (step, *names)}
_UNITS = re.compile(r"(?:calendar\s+)?(?P<step>[a-z]+?)s?\s+since\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(
    r"(?P<year>[+-]?\d{1,6})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
    r"(?:(?:\s+|[tT]\s*)(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2}(?:\.\d*)?))?)?)?"
    r"\s*(?P<zone>z|utc|gmt|[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE | re.ASCII,
)
_LAST_JULIAN, _FIRST_GREGORIAN = (1582, 10, 4), (1582, 10, 15)
_INT64 = np.iinfo(np.int64)


class Since(Struct, frozen=True):
    """The meaning of `UNIT since DATE` in the mixed calendar of Julius and Gregory.

    Attributes:
        step: numpy's letter of the unit.
        base: milliseconds from 1970-01-01T00:00Z to the date.
    """

    step: str
    base: int

    def milliseconds(self, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Whole milliseconds since 1970 in UTC, NaN where a value is; fractions are cut off as Java does.

        Raises:
            OverflowError: an instant leaves 64 bits.
        """
        numbers = np.asarray(values, dtype=np.float64)
        if self.step in _MILLISECONDS:
            with np.errstate(over="ignore"):  # what leaves 64 bits is told below
                moved = np.trunc(numbers * _MILLISECONDS[self.step])
            # A number beyond 64 bits is the largest of them in Java, and the sum may still fit.
            found = np.clip(moved, float(_INT64.min), float(_INT64.max)) + float(self.base)
            if (np.abs(found) > float(_INT64.max)).any():
                raise OverflowError("an instant leaves 64 bits of milliseconds")
            return found
        return self._months(np.trunc(numbers) * (12 if self.step == "Y" else 1))

    def _months(self, months: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        if (np.abs(months) > 1e9).any():
            raise OverflowError("an instant leaves 64 bits of milliseconds")
        start = np.datetime64(self.base, "ms")
        first = start.astype("M8[M]")
        day, known = start - first, np.isfinite(months)
        moved = first + np.where(known, months, 0).astype("m8[M]")
        last = (moved + 1).astype("M8[ms]") - np.timedelta64(86_400_000, "ms") + day % np.timedelta64(1, "D")
        ends = np.minimum(moved.astype("M8[ms]") + day, last).astype(np.int64)
        return np.where(known, ends, np.nan)


def parse_since(units: str) -> Since:
    """Read `UNIT since DATE`.

    Raises:
        ValueError: it is none, or the date does not exist; the message says which.
    """
    match = _UNITS.fullmatch(units.strip())
    step = _NAMES.get(match["step"].lower()) if match else None
    date = _DATE.fullmatch(match["rest"].strip()) if match else None
    if match is None or step is None or date is None:
        raise ValueError("it is not 'UNIT since DATE'")
    day = int(date["year"]), int(date["month"]), int(date["day"] or 1)
    days = _days(*day)
    if days is None:
        raise ValueError(f"there was no day {day[0]:04}-{day[1]:02}-{day[2]:02}")
    hour, minute, second = int(date["hour"] or 0), int(date["minute"] or 0), float(date["second"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError("there is no such time of day")
    clock = (hour * 3600 + minute * 60) * 1000 + round(second * 1000)
    return Since(step, days * 86_400_000 + clock - _zone(date["zone"] or ""))


def _days(year: int, month: int, day: int) -> int | None:
    """Days since 1970-01-01; None for a day that the mixed calendar lacks."""
    date = year, month, day
    julian = date < _FIRST_GREGORIAN
    leap = year % 4 == 0 and (julian or year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1] or _LAST_JULIAN < date < _FIRST_GREGORIAN:
        return None
    before = year - 1
    centuries = -2 if julian else -(before // 100) + before // 400
    return before * 365 + before // 4 + centuries + sum(lengths[: month - 1]) + day - 719_163


def _zone(text: str) -> int:
    """Milliseconds ahead of UTC."""
    match = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if match is None:
        return 0
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (-1 if match[1] == "-" else 1) * minutes * 60_000
