"""A text table as its lines, so that a fault can be planted at a known place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_TOTAL = re.compile(r"^# TOTAL LINES: \d+")
_GAPS = frozenset({"", "-9999", "-999.990", "-999.99", "-9.990", "-9.99", "NaN", "nan"})


@dataclass(frozen=True)
class TextTable:
    """One valid file.

    Attributes:
        name: of the file.
        spec: id of its specification, None where it has none.
        head: the lines before the rows, the titles' among them.
        separator: between cells.
        titles: of the file's own columns, as they stand in the file.
        rows: the cells.
        options: what the file cannot tell, as keywords of `validate`.
    """

    name: str
    spec: str | None
    head: tuple[str, ...]
    separator: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line_end: str = "\n"
    encoding: str = "utf-8"
    options: dict[str, Any] = field(default_factory=dict, compare=False)

    def line(self, row: int) -> int:
        """The physical line of a row, both counted as an editor does: lines from 1, rows from 0."""
        return len(self.head) + row + 1

    def cell(self, title: str) -> int:
        """The number of a column's cell in its row, from 1."""
        return self.titles.index(title) + 1

    def column(self, title: str) -> list[str]:
        """The texts of a column."""
        at = self.titles.index(title)
        return [row[at] for row in self.rows]

    def numbers(self, title: str) -> list[float | None]:
        """The numbers of a column, None where a cell is a gap or no number."""
        return [_number(text) for text in self.column(title)]

    def filled(self, title: str) -> list[int]:
        """The rows in which a column holds a number."""
        return [row for row, value in enumerate(self.numbers(title)) if value is not None]

    def gap(self) -> str:
        """How this file writes a missing number."""
        if self.separator == ";" and self.head[0].startswith("#"):
            return "-999.990"
        return "-9999" if self.titles[0] == "TIMESTAMP_START" else ""

    def with_cell(self, row: int, title: str, text: str) -> TextTable:
        """The table with another text in one cell."""
        return self.with_column(title, {row: text})

    def with_column(self, title: str, texts: dict[int, str]) -> TextTable:
        """The table with other texts in some cells of a column, by row."""
        at = self.titles.index(title)
        rows = list(self.rows)
        for row, text in texts.items():
            cells = list(rows[row])
            cells[at] = text
            rows[row] = tuple(cells)
        return replace(self, rows=tuple(rows))

    def with_rows(self, rows: Sequence[Sequence[str]]) -> TextTable:
        """The table with other rows; a header that counts lines is put right."""
        total = f"# TOTAL LINES: {len(self.head) + len(rows)}"
        head = tuple(_TOTAL.sub(total, line) for line in self.head)
        return replace(self, head=head, rows=tuple(map(tuple, rows)))

    def with_head(self, line: int, text: str) -> TextTable:
        """The table with another line in its head; lines count from 1."""
        return replace(self, head=(*self.head[: line - 1], text, *self.head[line:]))

    def to_bytes(self) -> bytes:
        """The file."""
        lines = [*self.head, *(self.separator.join(row) for row in self.rows), ""]
        return self.line_end.join(lines).encode(self.encoding)


@dataclass(frozen=True)
class Planted:
    """A spoilt table and where the fault stands; line and column are None where the whole file is meant."""

    table: TextTable
    line: int | None = None
    column: int | None = None


def like(text: str, value: float) -> str:
    """A number written with as many digits after the point as another cell has, at least three."""
    digits = len(text.partition(".")[2]) if "e" not in text.lower() else 6
    return f"{value:.{max(digits, 3)}f}"


def _number(text: str) -> float | None:
    if text.strip() in _GAPS:
        return None
    try:
        return float(text)
    except ValueError:
        return None
