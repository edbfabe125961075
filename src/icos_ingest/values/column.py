"""Many cells at once: the same rules as cell by cell, but numpy does what is plain and equal.

A fast way says for each text whether it is sure of its value. All that it is not sure of goes through the
format's own parser, so what is odd is decided in one place.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from icos_ingest.values.fixed import PATTERNS, fixed_times
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
    known: dict[str, Any] = {}  # what is odd in a column is often one and the same text
    for i in np.flatnonzero(odd).tolist():
        text, row = stated[i], int(present[i])
        if text not in known:
            known[text] = fmt.parse(text)
        if known[text] is None:
            refused.append(row)
            continue
        values[row] = known[text]
        if fmt.is_loose(text):
            loose.append(row)
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


def _fast_time(texts: list[str], patterns: tuple[str, ...]) -> _Sure | None:
    values, sure = np.zeros(len(texts), dtype=np.int64), np.zeros(len(texts), dtype=bool)
    for pattern in patterns:
        width = len(pattern)
        fits = np.fromiter((len(t) == width and t.isascii() for t in texts), bool, len(texts))
        if fits.any():
            joined = "".join(t for t, fit in zip(texts, fits.tolist(), strict=True) if fit)
            raw = np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(-1, width)
            values[fits], sure[fits] = fixed_times(raw, pattern)
    return values, sure


def _fast_string(texts: list[str]) -> _Sure:
    return np.array(texts, dtype=object), np.ones(len(texts), dtype=bool)


_FAST: dict[str, Callable[[list[str]], _Sure | None]] = {
    "string": _fast_string,
    "int32": _fast_int32,
    "float32": _fast_float32,
    "float64": _fast_float64,
    **{name: partial(_fast_time, patterns=patterns) for name, patterns in PATTERNS.items()},
}
