"""Many cells at once: the same rules as cell by cell, but numpy does what is plain and equal.

A fast way says for each text whether it is sure of its value. All that it is not sure of goes through the
format's own parser, so what is odd is decided in one place.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from icos_ingest.values.formats import ValueFormat
from icos_ingest.values.numbers import BLANKS, INT32_MAX, INT32_MIN, SMALLEST_NORMAL_FLOAT32

_Sure: TypeAlias = tuple[NDArray[Any], NDArray[np.bool_]]

_NUMBER_CHARACTERS = str.maketrans("", "", "0123456789.+-eE \t")
_INTEGER_CHARACTERS = str.maketrans("", "", "0123456789+-")


class ParsedColumn(NamedTuple):
    """The cells of one column.

    Attributes:
        values: the stored values, one-dimensional, of the format's ``dtype``; a missing or refused cell holds
            the format's ``missing``.
        missing: where a cell is missing. A refused cell is not.
        refused: the indices of the cells that the portal refuses, ascending.
        loose: the indices of the cells that it accepts and stores as something else than they say, ascending.
    """

    values: NDArray[Any]
    missing: NDArray[np.bool_]
    refused: list[int]
    loose: list[int]


def parse_column(
    texts: Sequence[str], fmt: ValueFormat, missing: AbstractSet[str] = frozenset()
) -> ParsedColumn:
    """Read the cells of a column, each exactly as ``fmt.cell(text, missing)`` would.

    Args:
        texts: the cells as they stand in the file.
        fmt: the column's value format.
        missing: the file format's own texts for a missing value, compared exactly.
    """
    values = np.full(len(texts), fmt.missing, dtype=fmt.dtype)
    absent = np.fromiter(
        (t in missing or (t[:1] <= " " and not t.strip(BLANKS)) for t in texts), bool, len(texts)
    )
    present = np.flatnonzero(~absent)
    stated = [texts[i] for i in present.tolist()] if absent.any() else list(texts)
    fast = _FAST.get(fmt.name)
    found = fast(stated) if fast and stated else None
    odd = np.ones(len(stated), dtype=bool)
    if found is not None:
        sure_values, sure = found
        values[present[sure]] = sure_values[sure]
        odd = ~sure
    refused: list[int] = []
    loose: list[int] = []
    for i in np.flatnonzero(odd).tolist():
        value = fmt.parse(stated[i])
        if value is None:
            refused.append(int(present[i]))
            continue
        values[present[i]] = value
        if fmt.is_loose(stated[i]):
            loose.append(int(present[i]))
    return ParsedColumn(values, absent, refused, loose)


def _fast_int32(texts: list[str]) -> _Sure | None:
    if "".join(texts).translate(_INTEGER_CHARACTERS):
        return None
    try:
        found = np.array(list(map(int, texts)), dtype=np.int64)
    except (ValueError, OverflowError):
        return None
    return found, (found >= INT32_MIN) & (found <= INT32_MAX)


def _fast_float64(texts: list[str]) -> _Sure | None:
    # Of texts in these characters alone Python and Java accept the same, with the same value.
    if "".join(texts).translate(_NUMBER_CHARACTERS):
        return None
    try:
        found = np.array(list(map(float, texts)), dtype=np.float64)
    except ValueError:
        return None
    return found, np.isfinite(found)


def _fast_float32(texts: list[str]) -> _Sure | None:
    found = _fast_float64(texts)
    if found is None:
        return None
    exact, sure = found
    with np.errstate(over="ignore", under="ignore"):
        rounded = exact.astype(np.float32)
    halfway = exact.view(np.uint64) & np.uint64(0x1FFFFFFF) == 0x10000000
    tiny = (np.abs(exact) < SMALLEST_NORMAL_FLOAT32) & (exact != 0)
    return rounded, sure & np.isfinite(rounded) & ~halfway & ~tiny


def _fast_time(texts: list[str], pattern: str, store: Callable[[dict[str, Any]], Any]) -> _Sure | None:
    """Read texts of one fixed shape; the letters y, M, d, H, m, s of the pattern stand for digits."""
    width = len(pattern)
    fits = np.fromiter((len(t) == width and t.isascii() for t in texts), bool, len(texts))
    if not fits.any():
        return None
    joined = (
        "".join(texts)
        if fits.all()
        else "".join(t for t, fit in zip(texts, fits.tolist(), strict=True) if fit)
    )
    raw = np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(-1, width)
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
    values = np.zeros(len(texts), dtype=np.int64)
    values[fits] = store(fields)
    fits[fits] = sure
    return values, fits


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


_FAST: dict[str, Callable[[list[str]], _Sure | None]] = {
    "int32": _fast_int32,
    "float32": _fast_float32,
    "float64": _fast_float64,
    "iso8601date": lambda texts: _fast_time(texts, "yyyy-MM-dd", _as_days),
    "iso8601month": lambda texts: _fast_time(texts, "yyyy-MM", _as_months),
    "etcDate": lambda texts: _fast_time(texts, "dd/MM/yyyy", _as_days),
    "iso8601dateTime": lambda texts: _fast_time(texts, "yyyy-MM-ddTHH:mm:ssZ", _as_milliseconds),
    "isoLikeLocalDateTime": lambda texts: _fast_time(texts, "yyyy-MM-dd HH:mm", _as_milliseconds),
    "etcLocalDateTime": lambda texts: _fast_time(texts, "yyyyMMddHHmm", _as_milliseconds),
    "iso8601timeOfDay": lambda texts: _fast_time(texts, "HH:mm", _as_seconds),
}
