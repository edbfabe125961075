"""Bytes of whole lines into cells, where nothing odd stands among them."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from icos_ingest.text.lines import LONGEST
from icos_ingest.text.marks import LF, Places, Raw, by_column, count, marks
from icos_ingest.text.split import WHITESPACE
from icos_ingest.values import Cells

_BLANK, _QUOTE, _LAST = b' "~'
_MOST = 1 << 31
"""Bytes beyond which offsets are not counted."""
_FIRST = np.zeros(1, dtype=np.int32)


class Cut(Struct, frozen=True):
    """How lines fall into cells.

    Attributes:
        separator: between cells.
        width: cells of every row.
        quoted: whether cells may be quoted, as in RFC 4180.
        tails: whether empty cells at the end of a row are kept.
        comment: how a line begins that is no row.
        stripped: whether lines are stripped, so that one with a blank at either end is odd; else one is odd
            that holds nothing but blanks.
        longest: bytes that a line may have.
    """

    separator: str
    width: int
    quoted: bool = False
    tails: bool = True
    comment: str | None = None
    stripped: bool = True
    longest: int = LONGEST

    def cells(self, data: bytes, height: int) -> Cells | None:
        """Where each cell lies, None where a row is not as long as the others or holds anything odd.

        Args:
            data: whole lines, ended by LF or CR LF; the last may have no end.
            height: how many lines these are.
        """
        if self.width < 2 or self.separator == WHITESPACE or not _is_byte(self.separator):
            return None
        data = data if data.endswith(b"\n") else data + b"\n"
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        if b"\0" in data or b"\r" in data or len(data) >= _MOST or not _is_utf8(data):
            return None
        raw = np.frombuffer(data, dtype=np.uint8)
        found = marks(raw, ord(self.separator), height * self.width)
        if found is None:
            return None
        rows = found.reshape(height, self.width)
        stops = np.ascontiguousarray(rows[:, -1])
        # If every row's last mark ends a line, and there are no more lines, each has as many cells as titles.
        if (raw.take(stops) != LF).any():
            return None
        cells = Cells(data, np.concatenate((_FIRST, stops[:-1] + 1)), by_column(rows))
        if self._is_odd(raw, cells):
            return None
        if not (self.quoted and b'"' in data):
            return cells
        quoted = _quoted(raw, cells)
        if quoted is None and (unquoted := _unquoted(raw, found)) is not None:
            return self.cells(unquoted, height)
        return quoted

    def _is_odd(self, raw: Raw, cells: Cells) -> bool:
        """Whether any line is too long, a comment, or has blanks where they matter."""
        first, stops = raw.take(cells.begins), cells.ends[-1]
        if (stops - cells.begins).max() > self.longest:
            return True
        if not self.tails and (stops == cells.ends[-2] + 1).any():
            return True
        if self.comment is not None and (first == ord(self.comment[0])).any():
            return True
        if self.stripped:
            return bool((first <= _BLANK).any() or (raw.take(stops - 1) <= _BLANK).any())
        return self._any_blank(first, cells)

    def _any_blank(self, first: Raw, cells: Cells) -> bool:
        """Whether any line holds nothing but separators, blanks and quotes."""
        inked = (first > _BLANK) & (first <= _LAST) & (first != ord(self.separator)) & (first != _QUOTE)
        left = np.flatnonzero(~inked)
        lines = cells.column(0).through(cells.column(self.width - 1)).take(left)
        return any(not line.replace(self.separator, "").replace('"', "").strip() for line in lines)


def _is_byte(separator: str) -> bool:
    return len(separator) == 1 and separator.isascii()


def _quoted(raw: Raw, cells: Cells) -> Cells | None:
    """The cells without the quotes around them, where all cells of a column are quoted, or none."""
    first = cells[0]
    columns = [cell for cell in range(len(first)) if first[cell].startswith('"')]
    if 2 * len(columns) * len(cells) != count(cells.data, _QUOTE):
        return None
    for cell in columns:
        texts = cells.column(cell)
        if texts.lengths.min() < 2 or (texts.first_bytes() != _QUOTE).any():
            return None
        if (raw.take(texts.ends - 1) != _QUOTE).any():
            return None
    return Cells(cells.data, cells.begins, cells.ends, columns)


def _unquoted(raw: Raw, marks: Places) -> bytes | None:
    """The text without its quotes, None where a pair of quotes is not all around one cell."""
    quoting = raw == _QUOTE
    quotes = np.flatnonzero(quoting)
    opened, closed = quotes[::2], quotes[1::2]
    if len(opened) != len(closed):
        return None
    separator = raw[marks[0]]
    # Before the first byte stands the last, an LF.
    for beside in (raw[opened - 1], raw[closed + 1]):
        if ((beside != separator) & (beside != LF)).any():
            return None
    first, last = (np.searchsorted(marks, places) for places in (opened, closed))
    if (first != last).any():
        return None
    unquoted: bytes = raw[~quoting].tobytes()
    return unquoted


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
