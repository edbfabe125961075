"""A column that lies in bytes: the same rules as for texts, but most cells are never made one.

What is sure is taken at once: plain numbers, or those that another parser took, single characters, times of
the usual shape. What is empty or says that there is nothing is told by its bytes. All that is left goes
through the format's own parser, so what is odd is decided in one place.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from icos_ingest.values.column import ParsedColumn, parse_column
from icos_ingest.values.decimals import plain_numbers
from icos_ingest.values.fixed import PATTERNS, fixed_times
from icos_ingest.values.formats import ValueFormat
from icos_ingest.values.texts import Texts

Bools: TypeAlias = NDArray[np.bool_]
Sure: TypeAlias = tuple[NDArray[Any], Bools]
NUMBERS = frozenset({"int32", "float32", "float64"})
"""Value formats of numbers."""
_FEW = 64
"""Cells of a column that are looked at before all."""
_ODD = 1 / 32
"""Share of the cells that may be left to be read one by one."""
_ASCII = np.array([chr(code) for code in range(0x80)], dtype=object)
"""Texts of one character; columns of flags hold little else."""


def parse_bytes(
    texts: Texts, fmt: ValueFormat, missing: AbstractSet[str] = frozenset(), numbers: Sure | None = None
) -> ParsedColumn:
    """Read the cells of a column, each exactly as ``fmt.cell(text, missing)`` would.

    Args:
        texts: the cells as they stand in the file.
        fmt: the column's value format.
        missing: the file format's own texts for a missing value, compared exactly.
        numbers: of cells of numbers what another parser made of them, and where it made anything.
    """
    found = _sure(texts, fmt, missing, numbers)
    if found is None:
        return parse_column(list(texts), fmt, missing)
    sure_values, sure = found
    values = np.asarray(sure_values, dtype=fmt.dtype)
    absent = np.zeros(len(texts), dtype=bool)
    if sure.all():
        return ParsedColumn(values, absent, [], [])
    values = np.where(sure, values, np.asarray(fmt.missing, dtype=fmt.dtype))
    rest = np.flatnonzero(~sure)
    odd = texts.take(rest)
    gone = odd.equal("")
    for text in missing:
        gone |= odd.equal(text)
    absent[rest[gone]] = True
    left = rest[~gone]
    if not len(left):
        return ParsedColumn(values, absent, [], [])
    parsed = parse_column(list(texts.take(left)), fmt, missing)
    values[left], absent[left] = parsed.values, parsed.missing
    return ParsedColumn(values, absent, left[parsed.refused].tolist(), left[parsed.loose].tolist())


def _sure(texts: Texts, fmt: ValueFormat, missing: AbstractSet[str], numbers: Sure | None) -> Sure | None:
    """The values of the cells that are certainly what they seem, and which these are."""
    if fmt.name in NUMBERS:
        found = _plain(texts, fmt) if numbers is None else _fair(texts, numbers)
        return _less_missing(fmt, missing, found)
    if fmt.name == "bmpChar":
        return _sure_characters(texts, missing)
    if fmt.name == "string":
        return _sure_texts(texts, missing)
    return _sure_times(texts, PATTERNS[fmt.name], missing) if fmt.name in PATTERNS else None


def _sure_times(texts: Texts, patterns: tuple[str, ...], missing: AbstractSet[str]) -> Sure:
    values, sure = texts.once(patterns, partial(_times, patterns=patterns))
    for text in missing:
        if any(len(text) == len(pattern) for pattern in patterns):
            sure = sure & ~texts.equal(text)
    return values, sure


def _times(texts: Texts, patterns: tuple[str, ...]) -> Sure:
    values, sure = np.zeros(len(texts), dtype=np.int64), np.zeros(len(texts), dtype=bool)
    for pattern in patterns:
        raw, fits = texts.fixed(len(pattern))
        if len(raw) == len(texts):
            values, sure = fixed_times(raw, pattern)
        elif len(raw):
            values[fits], sure[fits] = fixed_times(raw, pattern)
    return values, sure


def is_plain(texts: Texts, fmt: ValueFormat) -> bool:
    """Whether nearly all cells that hold anything are plain numbers, so no other parser need be asked."""
    few = texts[:: len(texts) // _FEW + 1]
    return _are_plain(few, plain_numbers(few, fmt.dtype)) and _are_plain(texts, _plain(texts, fmt))


def _are_plain(texts: Texts, found: Sure) -> bool:
    odd = np.count_nonzero(~found[1] & (texts.lengths > 0))
    return bool(odd <= len(texts) * _ODD)


def _plain(texts: Texts, fmt: ValueFormat) -> Sure:
    return texts.once(fmt.dtype, partial(plain_numbers, dtype=fmt.dtype))


def _fair(texts: Texts, numbers: Sure) -> Sure:
    """Other parsers take infinity, and pass over blanks before a whole number: the portal refuses both."""
    values, sure = numbers
    fair = np.isfinite(values) if values.dtype.kind == "f" else texts.first_bytes() > ord(" ")
    return values, sure & fair


def _less_missing(fmt: ValueFormat, missing: AbstractSet[str], found: Sure) -> Sure:
    values, sure = found
    for text in missing:
        number = fmt.parse(text)
        if number is not None:
            # One number is written in many ways, and only one of them says that there is none.
            sure = sure & (values != values.dtype.type(number))
    return values, sure


def _sure_texts(texts: Texts, missing: AbstractSet[str]) -> Sure:
    """Texts that begin with no blank; those of one character are looked up, the others made."""
    codes, sure = _sure_characters(texts, missing)
    values = _ASCII[codes & 0x7F]
    longer = (texts.lengths > 1) & (codes > ord(" "))
    for text in missing:
        longer &= ~texts.equal(text)
    rows = np.flatnonzero(longer)
    values[rows] = list(texts.take(rows))
    return values, sure | longer


def _sure_characters(texts: Texts, missing: AbstractSet[str]) -> Sure:
    values = texts.first_bytes()
    sure = (texts.lengths == 1) & (values > ord(" ")) & (values < 0x80)
    for text in missing:
        if len(text) == 1 and text.isascii():
            sure &= values != ord(text)
    return values, sure
