"""Rows under titles, in blocks of typed columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from icos_ingest.content.facts import ColumnInfo
from icos_ingest.model import Fault, Place
from icos_ingest.values.texts import Cells

BoolArray = npt.NDArray[np.bool_]
Values = npt.NDArray[Any]
T = TypeVar("T")


class _Knowing(Struct, frozen=True, eq=False, dict=True):
    """Values, and what several rules want to know of them, found out by the first of them.

    `functools.cached_property` would have the threads that look at other values wait (Python 3.11).
    """

    def once(self, name: str, work: Callable[[Self], T]) -> T:
        """What some work finds, which is done once."""
        known = self.__dict__
        if name not in known:
            known[name] = work(self)
        found: T = known[name]
        return found


class Column(_Knowing, frozen=True, eq=False, dict=True):
    """A run of values, one per row of a block or per point of a window.

    Attributes:
        info: the column's name, unit, specification.
        values: as the value format stores them; text is an object array of `str`; stamps of
            `Block.time` are datetime64[ms] in UTC.
        missing: where the cell is missing by the format's own rules.
        refused: where the cell could not be parsed; the value there means nothing. Such cells are faults
            of kind `cell` (or `odd-cell`, where no specification asks for the value; `time-stamp` in
            `Block.time`) that the mask tells, so that a million of them cost nothing.
        loose: where the portal takes the cell for something else than it says; None where it does so nowhere.
        blame: for values that are made of several cells of a row: the cell to look at, and what they make.
        texts: in memory, the texts of refused cells by row; in a file they stand in `Block.cells`.
    """

    info: ColumnInfo
    values: Values
    missing: BoolArray
    refused: BoolArray
    loose: BoolArray | None = None
    blame: Callable[[int], tuple[int, str]] | None = None
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def valid(self) -> BoolArray:
        """Where there is a value; shared, so not to be written to."""
        return self.once("valid", _valid)

    @property
    def written(self) -> BoolArray:
        """The same, without what the netCDF library puts where nobody wrote; not to be written to either."""
        fill = self.info.unwritten
        return self.valid if fill is None else self.valid & (self.values != fill)

    @property
    def ends(self) -> tuple[float, float]:
        """Least and greatest of the numbers that are there, as `ends_of` gives them."""
        return self.once("ends", _ends)

    def lies_within(self, low: float, high: float) -> bool:
        """Whether all numbers that are there do: the quickest of questions, since the ends are found once."""
        return low <= self.ends[0] and self.ends[1] <= high


def _valid(column: Column) -> BoolArray:
    valid = np.asarray(~(column.missing | column.refused))
    valid.flags.writeable = False
    return valid


def _ends(column: Column) -> tuple[float, float]:
    valid = column.valid
    return ends_of(column.values if valid.all() else column.values[valid])


def ends_of(values: Values) -> tuple[float, float]:
    """Least and greatest of some numbers, NaN left out; infinity and minus infinity where there is none."""
    low, high = (
        (float(np.fmin.reduce(values, axis=None)), float(np.fmax.reduce(values, axis=None)))
        if values.size
        else (math.nan, math.nan)
    )
    return (math.inf, -math.inf) if math.isnan(low) else (low, high)


class Block(_Knowing, frozen=True, eq=False, dict=True):
    """`n` rows of one table, from a file or from memory.

    Attributes:
        first_row: number of its first row in the table, from 0.
        n: rows in it; rows too broken to be parsed are not among them.
        columns: by name, each of `n` values.
        time: the rows' stamps in UTC, None where the table has no time.
        faults: what could not be taken, in the order in which it stands in the file.
        lost: rows that were left out, each with its fault.
        lines: physical line of each row, None in memory.
        cells: exact text of each row, None in memory.
    """

    first_row: int
    n: int
    columns: Mapping[str, Column]
    time: Column | None = None
    faults: Sequence[Fault] = ()
    lost: int = 0
    lines: Sequence[int] | None = None
    cells: Sequence[Sequence[str]] | None = None

    def text(self, row: int, cell: int) -> str | None:
        """The exact text of a cell; None in memory, and for a cell that the row does not have."""
        if isinstance(self.cells, Cells):
            return self.cells.text(row, cell)
        if self.cells is None or cell >= len(self.cells[row]):
            return None
        return self.cells[row][cell]

    def texts(self, rows: npt.NDArray[np.int64], column: Column) -> Iterable[str]:
        """How the values of some rows are written, empty where nothing is known of it."""
        if isinstance(self.cells, Cells) and column.info.cell is not None:
            return self.cells.column(column.info.cell).take(rows)
        return (self.written(row, column) or "" for row in rows.tolist())

    def written(self, row: int, column: Column) -> str | None:
        """How a value is written: the cell of a file, in memory a text that was refused, else None."""
        cell = column.info.cell
        text = None if cell is None else self.text(row, cell)
        return column.texts.get(row) if text is None else text

    def line(self, row: int) -> int | None:
        """The physical line of a row of this block, None in memory."""
        return None if self.lines is None else self.lines[row]

    def line_numbers(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The physical lines of some rows of this block, -1 in memory."""
        if self.lines is None:
            return np.full(len(rows), -1)
        if isinstance(self.lines, range):
            return self.lines.start + rows
        return np.asarray(self.lines)[rows]

    def place(self, row: int, column: Column) -> Place:
        """Where a value stands: the index of its row, and in a file line and cell."""
        cell = column.info.cell
        text = self.written(row, column)
        if column.blame is not None:
            cell, text = column.blame(row)
        return Place(
            line=self.line(row),
            column=None if cell is None else cell + 1,
            field=column.info.name,
            index=(self.first_row + row,),
            value=text if text is not None else show_value(column.values[row]),
        )


def show_value(value: object) -> str:
    """A value as text for a message, at most 100 characters."""
    if isinstance(value, np.datetime64):
        return str(value)
    if isinstance(value, np.floating | float):
        return f"{float(value):.10g}"
    return str(value)[:100]
