"""What a reader gives: light facts at once, data in pieces and only when asked for.

    Content ── facts: Facts             titles, units, header facts, attributes, members, code cells
            ├─ tables()  → Table        blocks of rows, in file order
            ├─ arrays()  → Array        dims, dtype, attributes, windows of values
            └─ members() → Source       what a container holds

A content has capabilities, not a class: a netCDF time series has arrays, a workbook several tables, a zip
members. What parsing could not take is a `Fault`; it never stops the reading of the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

import numpy as np
import numpy.typing as npt

from icos_ingest.model import LIMITS, NOWHERE, Fault, Match, Options, Place, Source
from icos_ingest.values.texts import Cells

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, FlagScheme, Spec

BoolArray = npt.NDArray[np.bool_]
Values = npt.NDArray[Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Fact:
    """A value that the file states about itself, and where."""

    value: Any
    place: Place = NOWHERE


@dataclass(frozen=True)
class ColumnInfo:
    """A column as the header announces it.

    Attributes:
        name: unique in its table: the title, `title_2` where it occurs again, `column_3` where it is blank.
        title: as it stands in the file, after the format's own renaming.
        unit: as it stands in the file, None where the file states none.
        place: of the title.
        spec: what the specification says of it, None where it does not know the title.
        cell: index of its cell in a row, None for a column that the format adds.
        format: the value format its cells are parsed by, None where they stay text.
        flag: name of the column that flags it.
        flag_scheme: for a column of flags, what the letters mean.
        stamps: whether its cells stamp the rows, so that a refused one is a row without a time.
    """

    name: str
    title: str
    unit: str | None = None
    place: Place = NOWHERE
    spec: ColumnSpec | None = None
    cell: int | None = None
    format: str | None = None
    flag: str | None = None
    flag_scheme: FlagScheme | None = None
    stamps: bool = False


@dataclass(frozen=True)
class TimeFacts:
    """How the rows of a table are stamped.

    Attributes:
        name: of the column or variable that holds the stamp, or that the format adds.
        stamp: which part of the averaging interval the file's stamp is.
        interval: the averaging interval in minutes, where format or header state it.
        span: the calendar unit for which a stamp stands, where it names a whole day, month or year.
        bounds: names of the columns that hold start and end of each interval.
        zone: of the stamps in the file; they are given in UTC.
        evidence: how all that is known, a sentence for the user.
    """

    name: str
    stamp: Literal["start", "middle", "end"] | None = None
    interval: float | None = None
    span: Literal["day", "month", "year"] | None = None
    bounds: tuple[str, str] | None = None
    zone: str = "UTC"
    evidence: str = ""


@dataclass(frozen=True)
class Georeference:
    """Where the pixels of a raster lie on the Earth.

    Attributes:
        crs: WKT of the coordinate reference system.
        transform: GDAL's six numbers, from column and row to coordinates.
        width, height: in pixels.
        placed: whether ground control points or rational polynomials say it in the transform's stead.
    """

    crs: str | None
    transform: tuple[float, ...] | None
    width: int
    height: int
    placed: bool = False


@dataclass(frozen=True)
class CodeCell:
    """Source code to be looked at, never run; `line` is the physical line of its first line."""

    language: str
    text: str
    line: int | None = None
    index: int | None = None


@dataclass(frozen=True)
class Facts:
    """Everything light that a file states about itself.

    Attributes:
        format: the word for the format, as in the JSON of the report.
        header: header facts of a text, EXIF of an image, tags of a TIFF; each with its place.
        attributes: global attributes of netCDF and HDF5, as they stand.
        time: how the rows are stamped, None where there is no time.
        georeference: of a raster.
        code: cells of a notebook, or a program.
        faults: what could not be taken while opening; more may come with the data.
        notes: what the reader found out or decided, sentences for the user.
        text: whether lines of text lie behind the tables.
        rows_from: the physical line on which the first row of a text table stands, or should stand.
    """

    format: str
    header: Mapping[str, Fact] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    time: TimeFacts | None = None
    georeference: Georeference | None = None
    code: tuple[CodeCell, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    text: bool = False
    rows_from: int | None = None


@dataclass(frozen=True)
class Column:
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
    blame: Callable[[int], tuple[int, str]] | None = field(default=None, repr=False, compare=False)
    texts: Mapping[int, str] = field(default_factory=dict, repr=False)

    @property
    def valid(self) -> BoolArray:
        """Where there is a value."""
        return ~(self.missing | self.refused)


def _no_line(number: int) -> str | None:
    """The text of no line at all."""
    del number
    return None


@dataclass(frozen=True)
class Block:
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
        raw: gives the text of a physical line among these rows, to quote it; None for any other line.
    """

    first_row: int
    n: int
    columns: Mapping[str, Column]
    time: Column | None = None
    faults: Sequence[Fault] = ()
    lost: int = 0
    lines: Sequence[int] | None = None
    cells: Sequence[Sequence[str]] | None = None
    raw: Callable[[int], str | None] = field(default=_no_line, repr=False)
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, work: Callable[[Block], T]) -> T:
        """What several rules want to know of these rows, found out by the first of them."""
        if name not in self._known:
            self._known[name] = work(self)
        found: T = self._known[name]
        return found

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


@dataclass(frozen=True)
class Table:
    """Rows under titles.

    Attributes:
        name: of the sheet, None where the file has one table.
        columns: in the order of the file, then those that the format adds.
        blocks: gives the rows in file order; may be called once, since a stream is read once.
    """

    name: str | None
    columns: Sequence[ColumnInfo]
    blocks: Callable[[], Iterator[Block]]


@dataclass(frozen=True)
class Array:
    """Values on dimensions, read window by window.

    Attributes:
        path: name with its groups, `/group/name`; `/name` in the root.
        dims: names, one per axis; empty for a scalar.
        shape: lengths of the axes.
        dtype: of the values as they are stored (packed, undecoded).
        attrs: as they stand in the file.
        read: gives the values of a window, raising a `ReadError` where they cannot be had.
        chunks: the file's own chunk, tile or strip, None where it is contiguous.
    """

    path: str
    dims: tuple[str, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    attrs: Mapping[str, Any]
    read: Callable[[tuple[slice, ...]], Values] = field(repr=False)
    chunks: tuple[int, ...] | None = None
    encoding: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name without its groups."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def group(self) -> str:
        """The group, `/` for the root."""
        return self.path.rsplit("/", 1)[0] or "/"

    def windows(self, limit: int = LIMITS.array) -> Iterator[tuple[slice, ...]]:
        """Windows that cover every value once, aligned to chunks, of at most about `limit` bytes each."""
        if 0 in self.shape:
            return
        step = _window(self.shape, self.chunks, max(1, limit // max(1, self.dtype.itemsize)))
        starts = (range(0, length, size) for length, size in zip(self.shape, step, strict=True))
        for corner in product(*starts):
            yield tuple(slice(a, min(a + s, n)) for a, s, n in zip(corner, step, self.shape, strict=True))


def _window(shape: tuple[int, ...], chunks: tuple[int, ...] | None, points: int) -> tuple[int, ...]:
    """The largest window of whole chunks within `points` values, growing from the fastest axis."""
    step = [min(c, n) for c, n in zip(chunks or (1,) * len(shape), shape, strict=True)]
    for axis in reversed(range(len(shape))):
        others = math.prod(step) // step[axis]
        room = max(1, points // others)
        if room >= shape[axis]:
            step[axis] = shape[axis]
            continue
        step[axis] = max(step[axis], room // step[axis] * step[axis])
        break
    return tuple(step)


class Content:
    """An opened source: facts, and data by capability. Close it, or use it as a context manager.

    A reader subclasses this and gives what its format has; the rest stays empty.
    """

    facts: Facts

    def tables(self) -> Mapping[str, Table]:
        """Tables by name, in file order."""
        return {}

    def arrays(self) -> Mapping[str, Array]:
        """Arrays by path, in file order."""
        return {}

    def members(self) -> Iterable[Source]:
        """What a container holds, in its own order; the same on each call."""
        return ()

    def groups(self) -> Mapping[str, Mapping[str, Any]]:
        """Attributes of each group, by path; the root's are `facts.attributes`."""
        return {}

    def close(self) -> None:
        """Release the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Reader:
    """One format, or one family of formats behind one signature.

    Attributes:
        name: of the module, `readers/<name>.py`; what `--reader` takes.
        title: for people.
        formats: the words for the formats it tells apart.
        sniff: looks at the head of a source; a `Match`, or why it is none of these formats.
        read: opens a source, raising a `ReadError` or `SourceError` where it cannot go on.
        example: what a minimal file of it looks like, for the documentation.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    sniff: Callable[[Source], Match | str]
    read: Callable[[Source, Options, Spec | None], Content]


def unique_names(titles: Sequence[str]) -> list[str]:
    """A name for each title: itself, `title_2` where it occurs again, `column_3` where it is blank."""
    taken: set[str] = set()
    names = []
    for number, title in enumerate(titles, start=1):
        base = title.strip() or f"column_{number}"
        name, copy = base, 2
        while name in taken:
            name, copy = f"{base}_{copy}", copy + 1
        taken.add(name)
        names.append(name)
    return names


def show_value(value: object) -> str:
    """A value as text for a message, at most 100 characters."""
    if isinstance(value, np.datetime64):
        return str(value)
    if isinstance(value, np.floating | float):
        return f"{float(value):.10g}"
    return str(value)[:100]


def placed(fault: Fault, **at: Any) -> Fault:
    """The fault with parts of its place filled in."""
    return replace(fault, place=replace(fault.place, **at))
