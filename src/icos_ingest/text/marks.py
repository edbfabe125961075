"""Where single bytes stand in a run of many: looked for in pieces that fit into a fast cache."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LF = ord("\n")
_PIECE = 1 << 18
_ROWS = 512
"""Rows of marks that are turned into columns at a time."""
Raw = NDArray[np.uint8]
Places = NDArray[np.int32]


def count(data: bytes, byte: int) -> int:
    """How often a byte occurs."""
    raw = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(raw[at : at + _PIECE] == byte)) for at in range(0, len(raw), _PIECE))


def line_at(data: bytes, number: int) -> bytes:
    """The line of that number, from 0, without its LF; there must be one."""
    raw, left = np.frombuffer(data, dtype=np.uint8), number
    begin = 0
    for at in range(0, len(raw) if number else 0, _PIECE):
        ended = raw[at : at + _PIECE] == LF
        here = int(np.count_nonzero(ended))
        if here >= left:
            begin = at + int(np.flatnonzero(ended)[left - 1]) + 1
            break
        left -= here
    end = data.find(b"\n", begin)
    return data[begin : end if end >= 0 else len(data)]


def marks(raw: Raw, separator: int, number: int) -> Places | None:
    """Where separators and line ends stand, None unless there are so many of them.

    Args:
        raw: less than two gigabytes.
        separator: between two cells.
        number: of separators and line ends together.
    """
    if number > len(raw):
        return None
    found, places = 0, np.empty(number, dtype=np.int32)
    for at in range(0, len(raw), _PIECE):
        piece = raw[at : at + _PIECE]
        here = np.flatnonzero((piece == separator) | (piece == LF))
        if found + len(here) > number:
            return None
        np.add(here, at, out=places[found : found + len(here)], casting="unsafe")
        found += len(here)
    return places if found == number else None


def by_column(rows: Places) -> Places:
    """The same places with one row a column of the table, each in one piece of memory."""
    columns = np.empty(rows.shape[::-1], dtype=rows.dtype)
    for at in range(0, len(rows), _ROWS):
        columns[:, at : at + _ROWS] = rows[at : at + _ROWS].T
    return columns
