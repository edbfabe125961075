"""Dates and times as the portal's Java code reads them, in the proleptic Gregorian calendar.

Every parser takes the text of one cell and gives the value that the portal stores, or None where it refuses.
Two readings are met: the ISO formats are strict, the local ones are lenient in the day of the month (31 June
is 30 June) and know 24:00 as the next midnight.
"""

import re
from datetime import date

SECONDS_OF_DAY = 86_400
MAX_YEAR = 999_999_999
_EPOCH = date(1970, 1, 1).toordinal()
_DAYS_OF_400_YEARS = 146_097
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# More than four digits need a sign, so that they cannot be taken for a date without separators.
_ISO_YEAR = r"([0-9]{4}|-[0-9]{4,10}|\+[0-9]{5,10})"
_ERA_YEAR = r"([0-9]{4}|\+[0-9]{5,19})"
_TIME = r"([0-9]{2}):([0-9]{2})"
_FRACTION = r"(?:\.([0-9]{0,9}))?"

_ISO_DATE = re.compile(_ISO_YEAR + "-([0-9]{2})-([0-9]{2})")
_ISO_MONTH = re.compile(_ISO_YEAR + "-([0-9]{2})")
_ETC_DATE = re.compile("([0-9]{1,19})/([0-9]{1,19})/" + _ERA_YEAR)
_INSTANT = re.compile(
    _ISO_YEAR + "-([0-9]{2})-([0-9]{2})[Tt]" + _TIME + ":([0-9]{2})" + _FRACTION
    + r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)"
)  # fmt: skip
_ISO_LIKE_LOCAL = re.compile(_ERA_YEAR + "-([0-9]{2})-([0-9]{2}) " + _TIME)
_ETC_LOCAL = re.compile(_ERA_YEAR + "([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")
_TIME_OF_DAY = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})" + _FRACTION + ")?")


def parse_iso_date(text: str) -> int | None:
    """Read ``yyyy-MM-dd`` as days since 1970-01-01."""
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = _iso_year(match[1]), int(match[2]), int(match[3])
    days = None if year is None else days_since_epoch(year, month, day)
    return None if days is None else _wrap_int32(days)


def parse_iso_month(text: str) -> int | None:
    """Read ``yyyy-MM`` as twelve months to the year, January of the year 0 being 0."""
    match = _ISO_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = _iso_year(match[1]), int(match[2])
    return _wrap_int32(year * 12 + month - 1) if year is not None and 1 <= month <= 12 else None


def parse_etc_date(text: str) -> int | None:
    """Read ``d/M/yyyy`` as days since 1970-01-01."""
    match = _ETC_DATE.fullmatch(text)
    if match is None:
        return None
    days = _lenient_days(int(match[3]), int(match[2]), int(match[1]))
    return None if days is None else _wrap_int32(days)


def parse_instant(text: str) -> float | None:
    """Read an ISO instant as whole milliseconds since 1970-01-01T00:00Z, rounded down."""
    instant = exact_instant(text)
    return None if instant is None else _milliseconds(instant[0], instant[1] // 1_000_000)


def exact_instant(text: str) -> tuple[int, int] | None:
    """Read an ISO instant as seconds since 1970-01-01T00:00Z, rounded down, and nanoseconds of the second."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    year, month, day = _iso_year(match[1]), int(match[2]), int(match[3])
    days = None if year is None else days_since_epoch(year, month, day)
    nanoseconds = int((match[7] or "").ljust(9, "0"))
    seconds = _seconds_of_instant(int(match[4]), int(match[5]), int(match[6]), nanoseconds)
    offset = _offset_seconds(match[8], match[9], match[10], match[11])
    if days is None or seconds is None or offset is None:
        return None
    return days * SECONDS_OF_DAY + seconds - offset, nanoseconds


def parse_iso_like_local(text: str) -> float | None:
    """Read ``yyyy-MM-dd HH:mm`` as milliseconds since 1970-01-01T00:00, taken as UTC."""
    return _local(_ISO_LIKE_LOCAL.fullmatch(text))


def parse_etc_local(text: str) -> float | None:
    """Read ``yyyyMMddHHmm`` as milliseconds since 1970-01-01T00:00, taken as UTC."""
    return _local(_ETC_LOCAL.fullmatch(text))


def parse_time_of_day(text: str) -> int | None:
    """Read ``HH:mm[:ss]`` as whole seconds since midnight; the hour 24 is the first of the next day."""
    match = _TIME_OF_DAY.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 24 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def etc_date_is_no_day(text: str) -> bool:
    """Whether an accepted ``d/M/yyyy`` names a day that its month lacks; the month's last is stored."""
    match = _ETC_DATE.fullmatch(text)
    return match is not None and int(match[1]) > month_length(int(match[3]), int(match[2]))


def local_is_no_day(text: str) -> bool:
    """Whether an accepted local time names a day that its month lacks; the month's last is stored."""
    match = _ISO_LIKE_LOCAL.fullmatch(text) or _ETC_LOCAL.fullmatch(text)
    return match is not None and int(match[3]) > month_length(int(match[1]), int(match[2]))


def instant_is_leap_second(text: str) -> bool:
    """Whether an accepted instant names a 60th second; the 59th is stored."""
    match = _INSTANT.fullmatch(text)
    return match is not None and match[6] == "60"


def month_length(year: int, month: int) -> int:
    """Give the number of days of a month, 1 to 12."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + leap


def days_since_epoch(year: int, month: int, day: int) -> int | None:
    """Give the days from 1970-01-01 to a date of any year; None where there is no such date."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    # The calendar repeats every 400 years; the standard library knows 400 to 799.
    cycles, year_of_cycle = divmod(year, 400)
    return date(year_of_cycle + 400, month, day).toordinal() + (cycles - 1) * _DAYS_OF_400_YEARS - _EPOCH


def date_of_day(days: int) -> tuple[int, int, int]:
    """Give year, month and day of a number of days since 1970-01-01."""
    cycles, day_of_cycle = divmod(days + _EPOCH - 1, _DAYS_OF_400_YEARS)
    found = date.fromordinal(day_of_cycle + 1)
    return found.year + 400 * cycles, found.month, found.day


def _iso_year(text: str) -> int | None:
    year = int(text)
    return None if abs(year) > MAX_YEAR or (year == 0 and text[0] == "-") else year


def _lenient_days(year: int, month: int, day: int) -> int | None:
    if not (1 <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return days_since_epoch(year, month, min(day, month_length(year, month)))


def _local(match: re.Match[str] | None) -> float | None:
    if match is None:
        return None
    year, month, day, hour, minute = map(int, match.groups())
    days = _lenient_days(year, month, day)
    if days is None or minute > 59 or hour * 60 + minute > 24 * 60:
        return None
    return _milliseconds(days * SECONDS_OF_DAY + hour * 3600 + minute * 60, 0)


def _seconds_of_instant(hour: int, minute: int, second: int, nanoseconds: int) -> int | None:
    if (hour, minute, second, nanoseconds) == (24, 0, 0, 0):
        return SECONDS_OF_DAY
    if (hour, minute, second) == (23, 59, 60):  # a leap second, which the portal's clock does not know
        second = 59
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def _offset_seconds(sign: str | None, hours: str, minutes: str, seconds: str | None) -> int | None:
    if sign is None:
        return 0
    minute, second = int(minutes), int(seconds or 0)
    offset = int(hours) * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or offset > 18 * 3600:  # Java knows offsets up to 18 hours
        return None
    return offset if sign == "+" else -offset


def _milliseconds(seconds: int, milliseconds: int) -> float | None:
    total = seconds * 1000 + milliseconds
    return float(total) if -(2**63) <= total < 2**63 else None


def _wrap_int32(number: int) -> int:
    """Keep the low 32 bits, as Java's narrowing of an int does; met only some millions of years from now."""
    return (number + 2**31) % 2**32 - 2**31
