"""Texts of many cells that lie in one run of bytes, decoded only where somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Offsets: TypeAlias = NDArray[np.signedinteger[Any]]
Bools: TypeAlias = NDArray[np.bool_]
T = TypeVar("T")
_MANY = 1000
"""Texts for which it is worth while to decode all that they are cut from."""


class Texts(Sequence[str]):
    """The texts between pairs of offsets.

    Attributes:
        data: valid UTF-8.
        starts: offset of the first byte of each text, one-dimensional.
        ends: offset behind its last byte.
    """

    __slots__ = ("_known", "data", "ends", "starts")

    def __init__(self, data: bytes, starts: Offsets, ends: Offsets) -> None:
        self.data, self.starts, self.ends = data, starts, ends
        self._known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work: Callable[[Texts], T]) -> T:
        """What is asked of these texts twice, such as their times: of the column, and of the rows' stamps."""
        if key not in self._known:
            self._known[key] = work(self)
        found: T = self._known[key]
        return found

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
        if len(self) > _MANY and data.isascii():
            text = data.decode("ascii")  # once, since its characters stand where its bytes stood
            return (text[start:end] for start, end in pairs)
        return (data[start:end].decode() for start, end in pairs)

    @property
    def bytes(self) -> NDArray[np.uint8]:
        """All that the texts are cut from."""
        return np.frombuffer(self.data, dtype=np.uint8)

    @property
    def lengths(self) -> Offsets:
        """Bytes of each text."""
        return self.once("lengths", lambda texts: texts.ends - texts.starts)

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
        # Each text as one piece of memory: that is taken at once, not byte by byte.
        pieces: NDArray[Any] = np.ndarray(
            (len(self.data) - width + 1,), dtype=f"V{width}", buffer=self.data, strides=(1,)
        )
        return pieces[starts].view(np.uint8).reshape(-1, width), fits

    def through(self, last: Texts) -> Texts:
        """All from the beginning of these texts to the end of others in the same rows."""
        return Texts(self.data, self.starts, last.ends)

    def digits(self, width: int) -> tuple[NDArray[np.int64], Bools]:
        """The whole numbers of `width` digits, of one or two where two may be, and which texts are such."""
        raw, short = self.bytes, self.lengths == 1 if width == 2 else None
        number = np.zeros(len(self), dtype=np.int64)
        sure = self.lengths == width
        for place in range(width):
            digit = raw.take(self.starts + place, mode="clip") - np.uint8(ord("0"))
            if short is not None and place == 0:
                leading = digit
            sure &= digit <= 9
            number = number * 10 + digit
        if short is not None and short.any():
            number = np.where(short, leading, number)
            sure |= short & (leading <= 9)
        return number, sure

    def equal(self, text: str) -> Bools:
        """Where a text is exactly this one."""
        wanted = np.frombuffer(text.encode(), dtype=np.uint8)
        if not len(wanted):
            return np.asarray(self.starts == self.ends)
        rows, fits = self.fixed(len(wanted))
        # Bytes of one length are compared as one; numpy's own strings would do so only without NUL.
        whole = f"V{len(wanted)}"
        same = np.asarray(rows.view(whole)[:, 0] == wanted.view(whole)[0])
        if len(same) == len(fits):
            return same
        found = fits.copy()
        found[fits] = same
        return found


class Cells(Sequence[Sequence[str]]):
    """Rows of as many cells each, with one byte between two cells.

    Attributes:
        data: valid UTF-8.
        begins: offset of the first byte of each row.
        ends: offset behind the last byte of each cell, of shape (cells, rows): a column lies in one piece.
        quoted: columns whose cells all stand between quotes, which are no part of them.
    """

    __slots__ = ("_columns", "begins", "data", "ends", "quoted")

    def __init__(self, data: bytes, begins: Offsets, ends: Offsets, quoted: Sequence[int] = ()) -> None:
        self.data, self.begins, self.ends, self.quoted = data, begins, ends, quoted
        self._columns: dict[int, Texts] = {}

    def __len__(self) -> int:
        return len(self.begins)

    @overload
    def __getitem__(self, at: int) -> Texts: ...
    @overload
    def __getitem__(self, at: slice) -> Cells: ...
    def __getitem__(self, at: int | slice) -> Texts | Cells:
        if isinstance(at, slice):
            return Cells(self.data, self.begins[at], self.ends[:, at], self.quoted)
        ends = self.ends[:, at].copy()
        starts = np.concatenate(([self.begins[at]], ends[:-1] + 1))
        quoted = list(self.quoted)
        starts[quoted] += 1
        ends[quoted] -= 1
        return Texts(self.data, starts, ends)

    def text(self, row: int, cell: int) -> str | None:
        """The text of one cell; None where no row has it."""
        if cell >= len(self.ends):
            return None
        start = self.ends[cell - 1, row] + 1 if cell else self.begins[row]
        own = cell in self.quoted
        return self.data[start + own : self.ends[cell, row] - own].decode()

    def column(self, cell: int) -> Texts:
        """The texts of one column, the same for whoever asks."""
        if cell not in self._columns:
            self._columns[cell] = self._column(cell)
        return self._columns[cell]

    def _column(self, cell: int) -> Texts:
        starts, ends = self.ends[cell - 1] + 1 if cell else self.begins, self.ends[cell]
        if cell in self.quoted:
            return Texts(self.data, starts + 1, ends - 1)
        return Texts(self.data, starts, ends)


def texts_of(rows: Sequence[Sequence[str]], cell: int) -> Sequence[str]:
    """One column of rows that all have this cell."""
    return rows.column(cell) if isinstance(rows, Cells) else [row[cell] for row in rows]
