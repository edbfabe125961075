"""The cell parsers against the description of the portal's value formats: what is accepted, what value, what missing.

The description is written here a second time, in regular expressions and the standard library's calendar, for
texts that are nearly right as often as not.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.values import FORMATS, parse_column

BLANKS = "".join(map(chr, range(33)))
CYCLE, CYCLE_DAYS = 400, 146_097
"""The Gregorian calendar repeats itself."""


def days(year: int, month: int, day: int, *, lenient: bool = False) -> int | None:
    """Days since 1970 by the standard library's calendar; None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    cycles = year // CYCLE - 5
    for last in (day, 30, 29, 28) if lenient else (day,):
        if last <= day:
            try:
                return date(year - cycles * CYCLE, month, last).toordinal() - 719_163 + cycles * CYCLE_DAYS
            except ValueError:
                continue
    return None


def stamp(day: int | None, hour: int, minute: int) -> float | None:
    if day is None or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return float((day * 1440 + hour * 60 + minute) * 60_000)


def int32(text: str) -> Any:
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits or any(unicodedata.category(char) != "Nd" or ord(char) > 0xFFFF for char in digits):
        return None
    value = int("".join(str(unicodedata.decimal(char)) for char in digits))
    value = -value if text.startswith("-") else value
    return value if -(2**31) <= value < 2**31 else None


NUMBER = re.compile(
    r"([+-]?)(?:(NaN)|(Infinity)|0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)[fFdD]?"
    r"|((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?)"
)


def real(text: str, kind: type[np.floating[Any]]) -> Any:
    found = NUMBER.fullmatch(text.strip(BLANKS))
    if not found or found[3] or (found[6] is not None and not found[4] + found[5]):
        return None
    if found[2]:
        return float("nan")
    exact = decimal(found[7]) if found[7] else hexadecimal(found[4], found[5], int(found[6]))
    value = nearest(exact, kind)
    return None if value is None else -value if found[1] == "-" else value


FAR = 10_000
"""An exponent beyond all types: as good as this one, and it can be written out."""


def bounded(exponent: int) -> int:
    return max(-FAR, min(FAR, exponent))


def decimal(text: str) -> Fraction:
    mantissa, _, exponent = text.lower().partition("e")
    return Fraction(mantissa) * Fraction(10) ** bounded(int(exponent or 0))


def hexadecimal(whole: str, digits: str, exponent: int) -> Fraction:
    return Fraction(int(whole + digits, 16)) * Fraction(2) ** bounded(exponent - 4 * len(digits))


def nearest(exact: Fraction, kind: type[np.floating[Any]]) -> float | None:
    """The number of a type that lies closest, of two the one whose last bit is 0; None past the largest."""
    info = np.finfo(kind)
    step = Fraction(2) ** (info.minexp - info.nmant)
    if exact:
        size = exact.numerator.bit_length() - exact.denominator.bit_length()
        size -= Fraction(2) ** size > exact
        step = max(step, Fraction(2) ** (size - info.nmant))
    rounded = round(exact / step) * step
    return float(rounded) if rounded <= Fraction(float(info.max)) else None


def boolean(text: str) -> Any:
    return {"true": 1, "false": 0}.get(text.lower()) if text.isascii() else None


ERA_YEAR = r"([0-9]{4}|\+[0-9]{5,9})"
YEAR = r"([0-9]{4}|-[0-9]{4,9}|\+[0-9]{5,9})"


def iso_year(text: str) -> int | None:
    year = int(text)
    return None if text.startswith("-") and year == 0 else year


def iso_date(text: str) -> Any:
    found = re.fullmatch(YEAR + "-([0-9]{2})-([0-9]{2})", text)
    if not found or (year := iso_year(found[1])) is None:
        return None
    return low_bits(days(year, int(found[2]), int(found[3])))


def low_bits(number: int | None) -> int | None:
    """Millions of years from now days and months leave 32 bits, and Java keeps the low ones."""
    return None if number is None else (number + 2**31) % 2**32 - 2**31


def iso_month(text: str) -> Any:
    found = re.fullmatch(YEAR + "-([0-9]{2})", text)
    if not found or (year := iso_year(found[1])) is None or not 1 <= int(found[2]) <= 12:
        return None
    return low_bits(year * 12 + int(found[2]) - 1)


def etc_date(text: str) -> Any:
    found = re.fullmatch("([0-9]+)/([0-9]+)/" + ERA_YEAR, text)
    if not found or int(found[3]) < 1:
        return None
    return low_bits(days(int(found[3]), int(found[2]), int(found[1]), lenient=True))


def iso_local(text: str) -> Any:
    found = re.fullmatch(ERA_YEAR + "-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})", text)
    return local(found)


def etc_local(text: str) -> Any:
    return local(re.fullmatch(ERA_YEAR + "([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})", text))


def local(found: re.Match[str] | None) -> Any:
    if not found or int(found[1]) < 1:
        return None
    year, month, day, hour, minute = map(int, found.groups())
    return stamp(days(year, month, day, lenient=True), hour, minute)


def instant(text: str) -> Any:
    found = re.fullmatch(
        YEAR + r"-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{0,9}))?"
        r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)",
        text,
    )
    if not found or (year := iso_year(found[1])) is None:
        return None
    day = days(year, int(found[2]), int(found[3]))
    hour, minute, second = int(found[4]), int(found[5]), int(found[6])
    nano = int((found[7] or "").ljust(9, "0"))
    if (hour, minute, second) == (23, 59, 60):
        second = 59
    whole = hour <= 23 and minute <= 59 and second <= 59
    if day is None or not (whole or (hour, minute, second, nano) == (24, 0, 0, 0)):
        return None
    offset = [int(part or 0) for part in found.groups()[8:]]
    ahead = (offset[0] * 60 + offset[1]) * 60 + offset[2]
    if offset[1] > 59 or offset[2] > 59 or ahead > 18 * 3600:
        return None
    ahead = -ahead if found[8] == "-" else ahead
    seconds = ((day * 24 + hour) * 60 + minute) * 60 + second - ahead
    return float(seconds * 1000 + nano // 1_000_000)


def time_of_day(text: str) -> Any:
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{0,9})?)?", text)
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    return (hour * 60 + minute) * 60 + second if hour <= 24 and minute <= 59 and second <= 59 else None


DESCRIBED = {
    "int32": int32,
    "float32": lambda text: real(text, np.float32),
    "float64": lambda text: real(text, np.float64),
    "bmpChar": lambda text: int.from_bytes(text.encode("utf-16-be", "surrogatepass")[:2], "big"),
    "string": lambda text: text,
    "boolean": boolean,
    "iso8601date": iso_date,
    "iso8601month": iso_month,
    "etcDate": etc_date,
    "iso8601dateTime": instant,
    "isoLikeLocalDateTime": iso_local,
    "etcLocalDateTime": etc_local,
    "iso8601timeOfDay": time_of_day,
}


def two(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map("{:02d}".format)


years = st.integers(1950, 2050).map(str) | st.from_regex(r"\A([0-9]{4}|[+-][0-9]{4,6})\Z")
dates = st.tuples(years, two(0, 13), two(0, 32)).map("-".join)
clocks = st.tuples(two(0, 25), two(0, 61)).map(":".join)
decimals = st.from_regex(r"\A[+-]?([0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,9})([eE][+-]?[0-9]{1,2})?[fFdD]?\Z")
TEXTS = {
    "int32": st.integers(-(2**31) - 2, 2**31 + 1).map(str) | st.from_regex(r"\A[+-]?\d{1,11}\Z"),
    "float32": decimals | st.floats(width=32).map(repr) | st.from_regex(r"\A[+-]?0x[0-9a-f.]{1,9}p[+-]?\d\d?\Z"),
    "float64": decimals | st.floats().map(repr) | st.from_regex(r"\A[+-]?0X[0-9A-F.]{1,20}P[+-]?[0-9]{1,3}\Z"),
    "bmpChar": st.text(min_size=1, max_size=2),
    "string": st.text(min_size=1, max_size=5),
    "boolean": st.from_regex(r"\A(true|false)\Z", fullmatch=True).map(str.title) | st.sampled_from(["TRUE", "fAlse"]),
    "iso8601date": dates,
    "iso8601month": st.tuples(years, two(0, 13)).map("-".join),
    "etcDate": st.tuples(st.integers(0, 32).map(str) | two(0, 32), two(0, 13), years).map("/".join),
    "iso8601dateTime": st.tuples(
        dates, st.sampled_from("TTTt "), clocks, st.just(":"), two(0, 61),
        st.from_regex(r"\A(\.[0-9]{0,10})?\Z"),
        st.just("Z") | st.from_regex(r"\A([zZ]|[+-][01][0-9]:[0-6][0-9](:[0-6][0-9])?)\Z"),
    ).map("".join),
    "isoLikeLocalDateTime": st.tuples(dates, clocks).map(" ".join),
    "etcLocalDateTime": st.tuples(dates, clocks).map(lambda both: re.sub("[-:]", "", "".join(both))),
    "iso8601timeOfDay": clocks.map(lambda text: text.removeprefix("0"))
    | st.tuples(clocks, two(0, 61), st.from_regex(r"\A(\.[0-9]{0,10})?\Z")).map(lambda p: f"{p[0]}:{p[1]}{p[2]}"),
}  # fmt: skip


@st.composite
def nearly(draw: Any, right: st.SearchStrategy[str]) -> str:
    """A text of the format's shape, of which one character may be changed, gone or too much."""
    text = draw(right)
    change = draw(st.sampled_from(["", "", "", "insert", "drop", "blank"]))
    place = draw(st.integers(0, len(text)))
    if change == "insert":
        return text[:place] + draw(st.sampled_from("0 9-+.:eTZ\tx٣\0")) + text[place:]
    if change == "drop":
        return text[:place] + text[place + 1 :]
    return text + " " if change == "blank" else text


def same(left: Any, right: Any) -> bool:
    return (left == right and str(left) == str(right)) or (left != left and right != right)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_cell_is_what_the_description_says(name: str, data: st.DataObject) -> None:
    text = data.draw(nearly(TEXTS[name]))
    value, state = FORMATS[name].cell(text)
    if not text.strip(BLANKS):
        assert (state, same(value, FORMATS[name].missing)) == ("missing", True)
        return
    described = DESCRIBED[name](text)
    assert state == ("refused" if described is None else "value")
    assert described is None or same(value, described), (text, value, described)


@pytest.mark.parametrize("name", FORMATS)
@given(blank=st.text(BLANKS), own=st.text(min_size=1, max_size=6))
def test_blank_cells_and_the_formats_own_texts_are_missing(name: str, blank: str, own: str) -> None:
    fmt = FORMATS[name]
    for cell in (blank, own):
        value, state = fmt.cell(cell, {own})
        assert (state, same(value, fmt.missing)) == ("missing", True)
    column = parse_column([blank, own], fmt, {own})
    assert column.missing.all()
    assert column.refused == []
