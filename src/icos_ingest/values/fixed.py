"""Dates and times of one fixed shape, digit by digit for many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Bools: TypeAlias = NDArray[np.bool_]
Whole: TypeAlias = NDArray[np.int64]
Fields: TypeAlias = dict[str, Any]
_FIRST: Fields = {"y": 1970, "M": 1, "d": 1, "H": 0, "m": 0, "s": 0, "S": 0}

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "iso8601date": ("yyyy-MM-dd",),
    "iso8601month": ("yyyy-MM",),
    "etcDate": ("dd/MM/yyyy",),
    "iso8601dateTime": ("yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.SSSZ"),
    "isoLikeLocalDateTime": ("yyyy-MM-dd HH:mm",),
    "etcLocalDateTime": ("yyyyMMddHHmm",),
    "iso8601timeOfDay": ("HH:mm",),
}
"""The usual shapes of each value format of dates and times, each of another length.

The letters y, M, d, H, m, s, S stand for digits.
"""


def fixed_times(raw: Bytes, pattern: str) -> tuple[Whole, Bools]:
    """The stored values of texts of one fixed shape, and where they are sure.

    Args:
        raw: the bytes of texts that are as long as the pattern, of shape (texts, length).
        pattern: one of `PATTERNS`.
    """
    letters = "".join(letter if letter in _FIRST else " " for letter in pattern)
    fields, sure = fixed_fields(raw, letters, pattern.encode())
    values, plain = from_fields(fields, _STORES.get(pattern, _as_milliseconds))
    return values, sure & plain


def fixed_fields(raw: Bytes, letters: str, text: bytes) -> tuple[Fields, Bools]:
    """The whole numbers in texts of one fixed shape, by letter, and which texts have this shape.

    Args:
        raw: the bytes of texts of one length, of shape (texts, length).
        letters: for each byte the number that it is a digit of, a blank where it is none.
        text: what stands where there is no digit.
    """
    digits: dict[str, list[Bytes]] = {}
    sure = np.ones(len(raw), dtype=bool)
    for place, letter in enumerate(letters):
        if letter == " ":
            sure &= raw[:, place] == text[place]
        else:
            digit = raw[:, place] - np.uint8(ord("0"))
            sure &= digit <= 9
            digits.setdefault(letter, []).append(digit)
    return {letter: _number(some) for letter, some in digits.items()}, sure


def _number(digits: Sequence[Bytes]) -> NDArray[np.int32]:
    """The numbers of some digits each; two of them fit into a byte, which is quick."""
    number = np.zeros(len(digits[0]), dtype=np.int32)
    for at in range(0, len(digits), 2):
        pair = digits[at : at + 2]
        part = pair[0] * np.uint8(10) + pair[1] if len(pair) == 2 else pair[0]
        number = number * 10 ** len(pair) + part if at else part.astype(np.int32)
    return number


def from_fields(fields: Fields, store: Callable[[Fields], Any] | None = None) -> tuple[Whole, Bools]:
    """The stored values of dates and times given by their parts, and where each part is in its usual range.

    Args:
        fields: whole numbers by letter of a pattern; what is left out is the first of its kind.
        store: what makes the value of them; milliseconds since 1970 where it is not given.
    """
    fields = {**_FIRST, **fields}
    plain = _is_plain(fields)
    return (store or _as_milliseconds)(fields), plain


def _is_plain(fields: Fields) -> NDArray[np.bool_]:
    """Whether year, month, day and time are in their usual ranges, where strict and lenient reading agree."""
    within = (fields["y"] >= 1) & (fields["M"] >= 1) & (fields["M"] <= 12) & (fields["d"] >= 1)
    clock = (fields["H"] <= 23) & (fields["m"] <= 59) & (fields["s"] <= 59)
    plain = np.asarray(within & clock & (fields["d"] <= 31))
    late = plain & (fields["d"] > 28)
    if late.any():
        months, days = (np.broadcast_to(one, late.shape)[late] for one in (_months(fields), fields["d"]))
        plain[late] = days <= _first_day(months + 1) - _first_day(months)
    return plain


def _months(fields: Fields) -> NDArray[np.int64]:
    return np.asarray((fields["y"] - 1970) * 12 + fields["M"] - 1, dtype=np.int64)


def _first_day(months: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first day of each month; looked up, since rows of one file lie in few months."""
    if not len(months):
        return months
    low, high = int(months.min()), int(months.max())
    if high - low >= len(months):
        return months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    table = np.arange(low, high + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
    return table[months - low]


def _as_days(fields: Fields) -> Any:
    return _first_day(_months(fields)) + fields["d"] - 1


def _as_months(fields: Fields) -> Any:
    return fields["y"] * 12 + fields["M"] - 1


def _as_seconds(fields: Fields) -> Any:
    return (fields["H"] * 60 + fields["m"]) * 60 + fields["s"]


def _as_milliseconds(fields: Fields) -> Any:
    return (_as_days(fields) * 86_400 + _as_seconds(fields)) * 1000 + fields["S"]


_STORES: Mapping[str, Callable[[Fields], Any]] = {
    "yyyy-MM-dd": _as_days,
    "yyyy-MM": _as_months,
    "dd/MM/yyyy": _as_days,
    "HH:mm": _as_seconds,
}
"""What the value formats store that do not store milliseconds."""
