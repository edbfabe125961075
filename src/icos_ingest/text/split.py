"""Lines into rows of cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

from icos_ingest.model import Fault, Place

_SEPARATED = "a separator after the closing quote"
WHITESPACE = "whitespace"
"""In place of a separator: runs of blanks and tabs."""
_LONG = 100_000
"""Characters of a line beyond which cells are not left to the csv module, which limits theirs."""


class Rows(NamedTuple):
    """Rows of cells with the physical line on which each begins."""

    cells: list[list[str]]
    lines: Sequence[int]
    faults: list[Fault]


def split(line: str, separator: str, *, tails: bool = True) -> list[str]:
    """The cells of a line; with `tails=False` empty cells at its end vanish, as in Java's `split`.

    An empty line has one empty cell; a line of separators alone has none when tails are dropped.
    """
    if tails or not line.endswith(separator):
        return line.split(separator)
    kept = line.rstrip(separator)
    return kept.split(separator) if kept else []


class PlainSplitter:
    """Cells between separators; quotes mean nothing.

    Args:
        separator: one character, or `WHITESPACE` for runs of blanks.
        tails: whether empty cells at the end of a row are kept.
        skips_blank: whether a blank line is passed over: a fault between rows, nothing at the end.
        end: a line after which nothing is read.
    """

    def __init__(
        self, separator: str, *, tails: bool, skips_blank: bool = False, end: str | None = None
    ) -> None:
        self._separator = separator
        self._tails = tails
        self._skips_blank = skips_blank
        self._end = end
        self._ended = False
        self._blank: list[int] = []

    @property
    def idle(self) -> bool:
        """Whether the lines before have no say in how the next are read."""
        return not self._ended and not self._blank

    def rows(self, first: int, lines: list[str]) -> Rows:
        """One row a line."""
        numbers: Sequence[int] = range(first, first + len(lines))
        faults: list[Fault] = []
        if self._end is not None:
            lines = self._up_to_end(lines)
        if self._skips_blank and ("" in lines or self._blank):
            lines, numbers, faults = self._without_blank(first, lines)
        return Rows(self._split(lines), numbers[: len(lines)], faults)

    def _split(self, lines: list[str]) -> list[list[str]]:
        separator = self._separator
        if separator == WHITESPACE:
            return [line.split() or [""] for line in lines]
        if self._tails:
            return [line.split(separator) for line in lines]
        return [split(line, separator, tails=False) for line in lines]

    def _up_to_end(self, lines: list[str]) -> list[str]:
        if self._ended:
            return []
        self._ended = self._end in lines
        return lines[: lines.index(self._end)] if self._ended and self._end is not None else lines

    def _without_blank(self, first: int, lines: list[str]) -> tuple[list[str], list[int], list[Fault]]:
        kept: list[str] = []
        numbers: list[int] = []
        faults: list[Fault] = []
        for number, line in enumerate(lines, start=first):
            if not line:
                self._blank.append(number)
                continue
            faults += [Fault("blank-line", Place(line=blank)) for blank in self._blank]
            self._blank.clear()
            kept.append(line)
            numbers.append(number)
        return kept, numbers, faults


class QuotedSplitter:
    """Quoted CSV as the portal's state machine reads it: a cell may hold separators, quotes and line ends.

    The state lasts from run to run. A blank line is a fault, inside quotes as well; so is a quote inside an
    unquoted cell; outside quotes NUL separates as the separator does.
    """

    def __init__(self, separator: str) -> None:
        self._separator = separator
        mark = re.escape(separator)
        cell = rf'(?:"[^"\r]*+"|[^"{mark}\0\r]*+)'
        self._plain = re.compile(f"{cell}(?:{mark}{cell})*+")
        self._row: list[str] = []
        self._cell: list[str] = []
        self._inside = False
        self._started = 0
        self._appended = 0
        """Number of the cell of the row in which text was last appended after a closing quote, 0 for none."""

    @property
    def idle(self) -> bool:
        """Whether the lines before have no say in how the next are read."""
        return not self._inside

    @property
    def open(self) -> int | None:
        """The line of a quote that was never closed, None where there is none."""
        return self._started if self._inside else None

    def rows(self, first: int, lines: list[str]) -> Rows:
        """The rows that these lines end."""
        found = Rows([], [], [])
        starts: list[int] = []
        for number, line in enumerate(lines, start=first):
            if not line:
                found.faults.append(Fault("blank-line", Place(line=number), blocks=True))
            elif not self._inside and '"' not in line and "\0" not in line:
                found.cells.append(line.split(self._separator))
                starts.append(number)
            elif not self._inside and len(line) < _LONG and self._plain.fullmatch(line):
                # Every quote stands around a whole cell, so the csv module reads it as the portal does.
                found.cells.append(next(csv.reader((line,), delimiter=self._separator)))
                starts.append(number)
            else:
                self._feed(line, number, found, starts)
        return Rows(found.cells, starts, found.faults)

    def _feed(self, line: str, number: int, found: Rows, starts: list[int]) -> None:
        if not self._inside:
            self._row, self._cell, self._started, self._appended = [], [], number, 0
        if not self._scan(line):
            found.faults.append(
                Fault(
                    "quotes",
                    Place(line=number, column=len(self._row) + 1, value="".join(self._cell)[:100]),
                    expected="a quoted cell that begins with its quote",
                    blocks=True,
                )
            )
            self._inside = False
            return
        if self._inside:
            self._cell.append("\n")
            return
        self._row.append("".join(self._cell))
        if self._appended:
            value = self._row[self._appended - 1][:100]
            place = Place(line=self._started, column=self._appended, value=value)
            found.faults.append(Fault("text-after-quote", place, expected=_SEPARATED))
        found.cells.append(self._row)
        starts.append(self._started)

    def _scan(self, line: str) -> bool:
        """Feed one line; False where a quote stands inside an unquoted cell."""
        after_quote = False
        i, n = 0, len(line)
        while i < n:
            char = line[i]
            i += 1
            if self._inside:
                if char != '"':
                    self._cell.append(char)
                elif line[i : i + 1] == '"':
                    self._cell.append('"')
                    i += 1
                else:
                    self._inside, after_quote = False, True
            elif char in (self._separator, "\0"):
                self._row.append("".join(self._cell))
                self._cell, after_quote = [], False
            elif char == '"':
                if self._cell or after_quote:
                    return False
                self._inside = True
            else:
                self._cell.append(char)
                if after_quote:
                    self._appended = len(self._row) + 1
        return True
