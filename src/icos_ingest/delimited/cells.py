"""Lines into rows of cells, quotes respected and never trusted.

Cells are quoted as in RFC 4180 (and with a backslash before a quote where that is evident). A quote that is
out of place, or never closed, costs its own line at most: that line is then split as well as can be.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from icos_ingest.delimited.lines import LONGEST
from icos_ingest.model import Fault, Place
from icos_ingest.text.cut import Cut
from icos_ingest.text.split import WHITESPACE

if TYPE_CHECKING:
    import _csv

ONE_COLUMN = "\x1f"
"""ASCII's unit separator, which no table of ours holds: the whole line is one cell."""
_CARRIED = 1 << 20
"""Characters that one row may have over several lines before its open quote is taken for a mistake."""
_USUAL = frozenset("\t;|,")
_WORDS = re.compile(r'"((?:[^"]|"")*+)"(?!\S)|(\S+)')


class Dialect(Struct, frozen=True):
    """How a line is split.

    Attributes:
        separator: one character, or `whitespace` for runs of blanks and tabs.
        escape: whether a backslash before a quote makes it part of the cell.
        padded: whether blanks may stand between a separator and a quote.
    """

    separator: str
    escape: bool = False
    padded: bool = False

    def cut(self, width: int) -> Cut | None:
        """How lines fall into so many cells where nothing odd stands among them, None where all is odd."""
        if self.separator not in _USUAL or self.escape or self.padded:
            return None
        return Cut(self.separator, width, quoted=True, stripped=False, longest=LONGEST)


class Rows(NamedTuple):
    """Rows of cells with the physical line on which each begins; a blank line is a row without cells."""

    cells: list[list[str]]
    lines: list[int]
    faults: list[Fault]


class Splitter:
    """Rows of consecutive runs of lines; a quoted cell may go on from run to run.

    Args:
        dialect: how a line is split.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._carried: list[str] = []
        separator = re.escape(dialect.separator)
        self._cell = re.compile(rf' *"((?:[^"]|"")*+)" *(?={separator}|$)|([^{separator}]*+)')

    @property
    def idle(self) -> bool:
        """Whether no quote is open."""
        return not self._carried

    def rows(self, first: int, lines: Sequence[str], *, last: bool) -> Rows:
        """The rows that these lines end; the lines of a row that goes on are kept for the next call.

        Args:
            first: physical number of the first line.
            lines: with their ends.
            last: whether nothing follows.
        """
        if self._dialect.separator == WHITESPACE:
            return Rows([_words(line) for line in lines], list(range(first, first + len(lines))), [])
        first -= len(self._carried)
        lines, self._carried = [*self._carried, *lines], []
        found = Rows([], [], [])
        rest, done = iter(lines), 0
        while done < len(lines):
            done, end = self._read(rest, first, done, found)
            row = lines[done:end]
            if row and end == len(lines) and not last and sum(map(len, row)) < _CARRIED:
                self._carried = row
                break
            if row:
                self._mend(first + done, row, found)
            done = end
        return found

    def _read(self, rest: Iterator[str], first: int, done: int, found: Rows) -> tuple[int, int]:
        """Read rows up to a quote out of place: the number of lines read well, and of all that were read."""
        reader = self._reader(rest)
        well = 0
        try:
            for cells in reader:
                found.cells.append(cells)
                found.lines.append(first + done + well)
                well = reader.line_num
        except csv.Error:
            return done + well, done + reader.line_num
        return done + well, done + well

    def _reader(self, lines: Iterator[str]) -> _csv.Reader:
        return csv.reader(
            lines,
            delimiter=self._dialect.separator,
            escapechar="\\" if self._dialect.escape else None,
            skipinitialspace=self._dialect.padded,
            strict=True,
        )

    def _mend(self, first: int, lines: Sequence[str], found: Rows) -> None:
        """Lines that cannot be read together are split one by one."""
        faulty = len(lines) > 1
        for number, line in enumerate(lines, start=first):
            cells, odd = self._split(line.rstrip("\r\n"))
            found.cells.append(cells)
            found.lines.append(number)
            # Where no quote is out of place it was only a cell longer than the csv module takes.
            faulty |= odd is not None
            if number == first and faulty:
                place = Place(line=number, column=(odd or 0) + 1, value=line.strip()[:100])
                found.faults.append(Fault("quotes", place, expected="quotes around whole cells, in pairs"))

    def _split(self, line: str) -> tuple[list[str], int | None]:
        """The cells of one line, and the index of the first that begins with a quote and is not quoted."""
        cells: list[str] = []
        odd, at = None, 0
        while True:
            match = self._cell.match(line, at)
            assert match is not None, "the second alternative takes anything"
            quoted, plain = match.groups()
            if odd is None and quoted is None and plain.lstrip().startswith('"'):
                odd = len(cells)
            cells.append(plain if quoted is None else quoted.replace('""', '"'))
            at = match.end() + 1
            if match.end() >= len(line):
                return cells, odd


def _words(line: str) -> list[str]:
    if '"' not in line:
        return line.split()
    return [word or quoted.replace('""', '"') for quoted, word in _WORDS.findall(line)]
