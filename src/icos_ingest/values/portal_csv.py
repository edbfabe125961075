"""Stored values as the portal writes them into the CSV that it serves."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from icos_ingest.values.formats import Stored, ValueFormat
from icos_ingest.values.numbers import SMALLEST_NORMAL_FLOAT32, parse_float32
from icos_ingest.values.times import SECONDS_OF_DAY, date_of_day

_SMALLEST_NORMAL_FLOAT64 = 2.0**-1022


def to_portal_csv(value: Stored, fmt: ValueFormat) -> str:
    """Give the text of one stored value in the portal's CSV; a missing value is empty.

    Args:
        value: the stored value, as ``ValueFormat.parse`` gives it or a scalar of ``fmt.dtype``.
        fmt: the column's value format.
    """
    if value == fmt.missing or value != value:  # NaN is the one value that differs from itself
        return ""
    return _RENDER[fmt.name](value)


def _float32(value: Any) -> str:
    number = float(value)
    if number == 0:
        return str(number)
    if abs(number) < SMALLEST_NORMAL_FLOAT32:
        return _java(_shortest(number, parse_float32, first=2))
    return _java(_shortest(number, parse_float32, first=6))


def _float64(value: Any) -> str:
    number = float(value)
    if 0 < abs(number) < _SMALLEST_NORMAL_FLOAT64:
        return _java(_shortest(number, float, first=2))
    return _java(repr(number)) if number else str(number)


def _shortest(number: float, read: Callable[[str], float | None], first: int) -> str:
    """Give the shortest decimal that reads back, of the shortest the closest, and of two digits at least.

    Six digits survive the way through a normal 32-bit number, so there no shorter decimal need be tried:
    its own zeros are found at the end of the six. Below the normal numbers there is no such promise.
    """
    for digits in range(first, 18):
        closest = f"{number:.{digits - 1}e}"
        if read(closest) == number:
            return closest
        # Above a power of two the numbers lie twice as wide as below it: the next decimal away from zero
        # may read back although the closest one does not.
        if abs(math.frexp(number)[0]) == 0.5:
            further = _next_decimal(closest)
            if read(further) == number:
                return further
    return repr(number)


def _next_decimal(text: str) -> str:
    """Add one to the last digit, away from zero."""
    mantissa, exponent = text.split("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    return f"{sign}{int(whole + fraction) + 1}e{int(exponent) - len(fraction)}"


def _java(text: str) -> str:
    """Write a decimal as Java does: plain from a thousandth to ten million, else with an exponent."""
    sign, all_digits, power = Decimal(text).as_tuple()
    assert isinstance(power, int), "only finite numbers are stored"
    minus = "-" if sign else ""
    point = len(all_digits) + power  # where the point stands, counted from the first digit
    digits = "".join(map(str, all_digits)).rstrip("0") or "0"
    if not -3 < point <= 7:
        return f"{minus}{digits[0]}.{digits[1:] or '0'}E{point - 1}"
    whole = digits[:point].ljust(point, "0") if point > 0 else "0"
    fraction = digits[point:] if point > 0 else "0" * -point + digits
    return f"{minus}{whole}.{fraction or '0'}"


def _year(year: int) -> str:
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}"


def _date(days: Any) -> str:
    year, month, day = date_of_day(int(days))
    return f"{_year(year)}-{month:02d}-{day:02d}"


def _month(months: Any) -> str:
    year, month = divmod(int(months), 12)
    return f"{_year(year).removeprefix('+')}-{month + 1:02d}"  # Java's YearMonth writes no plus


def _instant(milliseconds: Any) -> str:
    seconds, fraction = divmod(int(milliseconds), 1000)
    return show_instant(seconds, fraction * 1_000_000)


def show_instant(seconds: int, nanoseconds: int = 0) -> str:
    """Give an instant in UTC; a fraction only where there is one, in groups of three digits."""
    days, second_of_day = divmod(seconds, SECONDS_OF_DAY)
    fraction = f"{nanoseconds:09d}"
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    return f"{_date(days)}T{_clock(second_of_day)}{f'.{fraction}' if fraction else ''}Z"


def _clock(second_of_day: int) -> str:
    hours, seconds = divmod(second_of_day, 3600)
    return f"{hours:02d}:{seconds // 60:02d}:{seconds % 60:02d}"


def _time_of_day(seconds: Any) -> str:
    return _clock(int(seconds) % SECONDS_OF_DAY).removesuffix(":00")


def _character(unit: Any) -> str:
    """Half a surrogate pair cannot be written in UTF-8; Java writes a question mark for it."""
    return "?" if 0xD800 <= unit <= 0xDFFF else chr(int(unit))


def _whole(value: Any) -> str:
    return str(int(value))


_RENDER: dict[str, Callable[[Any], str]] = {
    "int32": _whole,
    "float32": _float32,
    "float64": _float64,
    "bmpChar": _character,
    "string": str,
    "boolean": _whole,
    "iso8601date": _date,
    "iso8601month": _month,
    "etcDate": _date,
    "iso8601dateTime": _instant,
    "isoLikeLocalDateTime": _instant,
    "etcLocalDateTime": _instant,
    "iso8601timeOfDay": _time_of_day,
}
