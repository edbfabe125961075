"""Dates and times of one fixed shape, digit by digit for many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

PATTERNS: Mapping[str, str] = {
    "iso8601date": "yyyy-MM-dd",
    "iso8601month": "yyyy-MM",
    "etcDate": "dd/MM/yyyy",
    "iso8601dateTime": "yyyy-MM-ddTHH:mm:ssZ",
    "isoLikeLocalDateTime": "yyyy-MM-dd HH:mm",
    "etcLocalDateTime": "yyyyMMddHHmm",
    "iso8601timeOfDay": "HH:mm",
}
"""The usual shape of each value format of dates and times; the letters y, M, d, H, m, s stand for digits."""


def fixed_times(
    raw: NDArray[np.uint8], fits: NDArray[np.bool_], pattern: str
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The stored values of texts of one fixed shape, and where they are sure.

    Args:
        raw: the bytes of the texts that are as long as the pattern, of shape (texts, length).
        fits: which of all texts these are.
        pattern: one of `PATTERNS`.
    """
    fields: dict[str, Any] = {"y": 1970, "M": 1, "d": 1, "H": 0, "m": 0, "s": 0}
    fields.update(dict.fromkeys((letter for letter in pattern if letter in fields), 0))
    sure = np.ones(len(raw), dtype=bool)
    for place, letter in enumerate(pattern):
        if letter in fields:
            digit = raw[:, place] - np.uint8(ord("0"))
            sure &= digit <= 9
            fields[letter] = fields[letter] * 10 + digit.astype(np.int64)
        else:
            sure &= raw[:, place] == ord(letter)
    sure &= _is_plain(fields)
    found = _STORES[pattern](fields)
    if fits.all():
        return found, sure
    values = np.zeros(len(fits), dtype=np.int64)
    values[fits] = found
    certain = fits.copy()
    certain[fits] = sure
    return values, certain


def _is_plain(fields: dict[str, Any]) -> NDArray[np.bool_]:
    """Whether year, month, day and time are in their usual ranges, where strict and lenient reading agree."""
    within = (fields["y"] >= 1) & (fields["M"] >= 1) & (fields["M"] <= 12) & (fields["d"] >= 1)
    clock = (fields["H"] <= 23) & (fields["m"] <= 59) & (fields["s"] <= 59)
    length = _first_day(_months(fields) + 1) - _first_day(_months(fields))
    return np.asarray(within & clock & (fields["d"] <= length))


def _months(fields: dict[str, Any]) -> NDArray[np.int64]:
    return np.asarray((fields["y"] - 1970) * 12 + fields["M"] - 1, dtype=np.int64)


def _first_day(months: NDArray[np.int64]) -> NDArray[np.int64]:
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64)


def _as_days(fields: dict[str, Any]) -> Any:
    return _first_day(_months(fields)) + fields["d"] - 1


def _as_months(fields: dict[str, Any]) -> Any:
    return fields["y"] * 12 + fields["M"] - 1


def _as_seconds(fields: dict[str, Any]) -> Any:
    return (fields["H"] * 60 + fields["m"]) * 60 + fields["s"]


def _as_milliseconds(fields: dict[str, Any]) -> Any:
    return (_as_days(fields) * 86_400 + _as_seconds(fields)) * 1000


_STORES: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "yyyy-MM-dd": _as_days,
    "yyyy-MM": _as_months,
    "dd/MM/yyyy": _as_days,
    "yyyy-MM-ddTHH:mm:ssZ": _as_milliseconds,
    "yyyy-MM-dd HH:mm": _as_milliseconds,
    "yyyyMMddHHmm": _as_milliseconds,
    "HH:mm": _as_seconds,
}
