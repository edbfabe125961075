"""What a sheet shows and what it holds: merged cells, hidden rows and columns, formulas without a value.

References: ECMA-376 part 1, 18.3.1 (worksheets): `mergeCell`, `row`, `col`, `c`, `f`, `v`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from msgspec import Struct, field

from icos_ingest.errors import CorruptFile
from icos_ingest.model import Fault, Place
from icos_ingest.sheets.rows import address

_CHUNK = 1 << 18
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")


class Layout(Struct):
    """What the XML of a sheet says beside its values; rows and columns count from 1.

    Attributes:
        merged: first column and row, last column and row of each range.
        hidden_rows: those that are not shown.
        hidden_columns: first and last of each run of columns that is not shown.
        unworked: by column, the rows of formulas whose value is not stored.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unworked: dict[int, list[int]] = field(default_factory=dict)


class _Scan:
    """Takes the elements of a sheet as they come."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self._cell = self._type = ""
        self._formula = self._value = False

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        name = name.rsplit(":", 1)[-1]
        if name == "c":
            self.settle()
            self._cell, self._type = attrs.get("r", ""), attrs.get("t", "")
        elif name == "f":
            self._formula = True
        elif name == "v" and self._formula:
            # A formula may give an empty text; else an empty value is none.
            self._value = self._type == "str"
            self.parser.CharacterDataHandler = self.text
        elif name == "row" and attrs.get("hidden") in _TRUE:
            self.layout.hidden_rows.append(_number(attrs.get("r")))
        elif name == "col" and attrs.get("hidden") in _TRUE:
            self.layout.hidden_columns.append((_number(attrs.get("min")), _number(attrs.get("max"))))
        elif name == "mergeCell" and (match := _RANGE.fullmatch(attrs.get("ref", ""))):
            left, top, right, bottom = match.groups()
            self.layout.merged.append((_column(left), int(top), _column(right), int(bottom)))

    def text(self, text: str) -> None:
        """The value of a formula."""
        self._value = self._value or bool(text.strip())

    def settle(self) -> None:
        """A cell is complete."""
        self.parser.CharacterDataHandler = None
        if self._formula and not self._value and (match := _CELL.fullmatch(self._cell)):
            self.layout.unworked.setdefault(_column(match[1]), []).append(int(match[2]))
        self._formula = self._value = False


def scan(part: IO[bytes], label: str) -> Layout:
    """Look through the XML of a sheet once.

    Raises:
        CorruptFile: it is no XML.
    """
    found = _Scan()
    try:
        while data := part.read(_CHUNK):
            found.parser.Parse(data, False)
        found.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise CorruptFile(f"the sheet is damaged ({error})", source=label) from error
    found.settle()
    return found.layout


def layout_faults(layout: Layout, group: str, first: int, names: list[str]) -> Iterator[Fault]:
    """What a reader of the values would miss.

    Args:
        layout: of the sheet.
        group: its name.
        first: its first row under the titles and units.
        names: of its columns.
    """
    for left, top, right, bottom in layout.merged:
        if bottom >= first and left <= len(names):
            name = f"{address(left, top)}:{address(right, bottom)}"
            yield Fault("merged-cells", Place(line=top, column=left, group=group, value=name))
    for column, rows in layout.unworked.items():
        told = names[column - 1] if column <= len(names) else None
        place = Place(line=rows[0], column=column, field=told, group=group, value=address(column, rows[0]))
        yield Fault("formula-without-value", place, detail=f"{len(rows):,}")
    rows = [row for row in layout.hidden_rows if row >= first]
    if rows:
        yield Fault("hidden-part", Place(line=rows[0], group=group), detail=f"{len(rows):,} rows")
    columns = [c for low, high in layout.hidden_columns for c in range(low, min(high, len(names)) + 1)]
    if columns:
        place = Place(column=columns[0], field=names[columns[0] - 1], group=group)
        yield Fault("hidden-part", place, detail=f"{len(columns):,} columns")


def _number(text: Any) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
