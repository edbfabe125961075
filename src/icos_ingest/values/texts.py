"""Texts of many cells that lie in one run of bytes, decoded only where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Texts(Sequence[str]):
    """The texts between pairs of offsets.

    Attributes:
        data: valid UTF-8.
        starts: offset of the first byte of each text, one-dimensional.
        ends: offset behind its last byte.
    """

    data: bytes
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> str | Texts:
        if isinstance(at, slice):
            return Texts(self.data, self.starts[at], self.ends[at])
        return self.data[self.starts[at] : self.ends[at]].decode()

    def __iter__(self) -> Iterator[str]:
        data = self.data
        pairs = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return (data[start:end].decode() for start, end in pairs)

    @property
    def bytes(self) -> NDArray[np.uint8]:
        """All that the texts are cut from."""
        return np.frombuffer(self.data, dtype=np.uint8)

    @property
    def lengths(self) -> Offsets:
        """Bytes of each text."""
        return self.ends - self.starts

    def take(self, rows: Offsets) -> Texts:
        """The texts at some indices."""
        return Texts(self.data, self.starts[rows], self.ends[rows])

    def first_bytes(self) -> NDArray[np.uint8]:
        """The first byte of each text; of an empty text whatever stands there."""
        return self.bytes.take(self.starts, mode="clip")

    def fixed(self, width: int) -> tuple[NDArray[np.uint8], Bools]:
        """The bytes of the texts that have `width` of them, one row a text, and which these are."""
        fits = self.lengths == width
        starts = self.starts if fits.all() else self.starts[fits]
        if not len(starts):
            return np.empty((0, width), dtype=np.uint8), fits
        windows = np.lib.stride_tricks.sliding_window_view(self.bytes, width)
        return windows[starts], fits

    def equal(self, text: str) -> Bools:
        """Where a text is exactly this one."""
        wanted = np.frombuffer(text.encode(), dtype=np.uint8)
        if not len(wanted):
            return np.asarray(self.starts == self.ends)
        rows, fits = self.fixed(len(wanted))
        fits[fits] = (rows == wanted).all(axis=1)
        return fits


@dataclass(frozen=True, eq=False)
class Cells(Sequence[Sequence[str]]):
    """Rows of as many cells each.

    Attributes:
        data: valid UTF-8.
        starts: offset of the first byte of each cell, of shape (rows, cells).
        ends: offset behind its last byte.
    """

    data: bytes
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Texts: ...
    @overload
    def __getitem__(self, at: slice) -> Cells: ...
    def __getitem__(self, at: int | slice) -> Texts | Cells:
        kind = Cells if isinstance(at, slice) else Texts
        return kind(self.data, self.starts[at], self.ends[at])

    def column(self, cell: int) -> Texts:
        """The texts of one column."""
        return Texts(self.data, self.starts[:, cell], self.ends[:, cell])


def texts_of(rows: Sequence[Sequence[str]], cell: int) -> Sequence[str]:
    """One column of rows that all have this cell."""
    return rows.column(cell) if isinstance(rows, Cells) else [row[cell] for row in rows]


def objects_of(rows: Sequence[Sequence[str]], cell: int) -> NDArray[np.object_]:
    """One column of rows as an array of `str`, empty where a row does not have the cell.

    Where a column says the same in most rows, these are not decoded one by one.
    """
    if not isinstance(rows, Cells):
        return np.array([row[cell] if cell < len(row) else "" for row in rows], dtype=object)
    texts = rows.column(cell)
    found = np.full(len(texts), texts[0] if len(texts) else "", dtype=object)
    others = np.flatnonzero(~texts.equal(found[0])) if len(texts) else np.empty(0, dtype=np.int64)
    found[others] = list(texts.take(others))
    return found
