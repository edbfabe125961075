"""Lines into rows of cells, quotes respected and never trusted.

Cells are quoted as in RFC 4180 (and with a backslash before a quote where that is evident). A quote that is
out of place, or never closed, costs its own line at most: that line is then split as well as can be.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from icos_ingest.model import Fault, Place

WHITESPACE = "whitespace"
ONE_COLUMN = "\x1f"
"""ASCII's unit separator, which no table of ours holds: the whole line is one cell."""
_CARRIED = 1 << 20
"""Characters that one row may have over several lines before its open quote is taken for a mistake."""
_WORDS = re.compile(r'"((?:[^"]|"")*+)"(?!\S)|(\S+)')


@dataclass(frozen=True)
class Dialect:
    """How a line is split.

    Attributes:
        separator: one character, or `whitespace` for runs of blanks and tabs.
        escape: whether a backslash before a quote makes it part of the cell.
        padded: whether blanks may stand between a separator and a quote.
    """

    separator: str
    escape: bool = False
    padded: bool = False


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
        done, rest = 0, iter(lines)
        while done < len(lines):
            done = self._read(rest, first, done, lines, found)
            if done < 0:
                break
            begin, done = done, done + self._pending
            if done == len(lines) and not last and sum(map(len, lines[begin:done])) < _CARRIED:
                self._carried = list(lines[begin:done])
                break
            self._mend(first + begin, lines[begin:done], found)
        return found

    def _read(self, rest: object, first: int, done: int, lines: Sequence[str], found: Rows) -> int:
        raise NotImplementedError
