"""The numbers of the picture, gathered in the pass that checks, at the cost of a few passes over a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from icos_ingest.check.array_overview import ArrayGatherer
from icos_ingest.check.bins import Bins, Floats, Ints, finite, widths
from icos_ingest.content import Array, Block, BoolArray, Column, ColumnInfo, Table, Values
from icos_ingest.model import Lane, Overview
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.limits import limits_of

TABLES = 8
"""Tables of one file, at most."""
BINS = 240
"""Bins that hold rows, at most."""
LANES = 24
"""Columns of one table, at most."""
LETTERS = 12
"""Different flags of one column that are counted one by one; any others are one."""
OTHER = "…"
_LONGEST_LETTER = 8
_NUMBERS = (None, "int32", "float32", "float64")
_ROWS = ("rows",)


class Overviews:
    """Sums up the first tables and arrays of a file."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._tables: dict[str | None, _Gatherer] = {}
        self._arrays: dict[tuple[object, ...], ArrayGatherer] = {}

    def block(self, table: Table, block: Block) -> None:
        """Add some rows of a table; blocks come in the order of the file."""
        if table.name not in self._tables and len(self._tables) < TABLES:
            self._tables[table.name] = _Gatherer(table.name, self._ctx)
        if table.name in self._tables:
            self._tables[table.name].block(block)

    def of_array(self, array: Array, info: ColumnInfo) -> ArrayGatherer | None:
        """What sums up an array of numbers, with others of its shape; None if it is not drawn.

        Coordinates, flags and pictures are not drawn.
        """
        measured = array.dtype.kind in "iuf" and info.flag_scheme is None and 0 not in array.shape
        if not measured or not array.dims or array.name in array.dims or {"y", "x"} <= set(array.dims):
            return None
        key = _alike(array)
        if key not in self._arrays and len(self._arrays) < TABLES:
            self._arrays[key] = ArrayGatherer(array, (BINS, LANES), self._ctx)
        gatherer = self._arrays.get(key)
        return gatherer if gatherer and gatherer.takes(array.name) else None

    def join(self, array: Array, info: ColumnInfo, part: Bins) -> None:
        """Add the bins of one window of an array that is drawn."""
        self._arrays[_alike(array)].join(info, part)

    def finish(self) -> tuple[Overview, ...]:
        """What was gathered of each table and array with something to draw."""
        tables = (gatherer.finish() for gatherer in self._tables.values())
        arrays = (gatherer.finish() for gatherer in self._arrays.values())
        return tuple(one for one in (*tables, *arrays) if one)


def _alike(array: Array) -> tuple[object, ...]:
    """What arrays share that are drawn together."""
    return array.group, array.dims, array.shape


class _Gatherer:
    """Sums up one table, given its blocks in order.

    Args:
        name: of the table.
        ctx: says what is plausible.
    """

    def __init__(self, name: str | None, ctx: Context) -> None:
        self._name = name
        self._ctx = ctx
        self._chosen: Sequence[ColumnInfo] = ()
        self._flags: dict[str, ColumnInfo] = {}
        self._letters: dict[str, list[str]] = {}
        self._left_out = 0
        self._timed = False
        self._widths: Iterator[int] = iter(())
        self._width = 1
        self._bins: Bins | None = None
        self._unplaced = 0

    def block(self, block: Block) -> None:
        """Add some rows."""
        if not block.n:
            return
        if self._bins is None:
            self._begin(block)
        keys, placed = self._keys(block)
        self._unplaced += block.n - int(placed.sum())
        held = self._bins.keys if self._bins else np.empty(0, dtype=np.int64)
        before = self._width
        while len(np.union1d(keys // self._width, held // (self._width // before))) > BINS:
            self._width = next(self._widths)
        part = self._part(block, keys, placed).grouped(self._width)
        if self._bins is not None:
            part = self._bins.grouped(self._width // before).joined(part)
        self._bins = part

    def finish(self) -> Overview | None:
        """What was gathered; None where there is nothing to draw."""
        bins = self._bins
        if bins is None or not self._chosen or not len(bins.keys):
            return None
        return Overview(
            name=self._name,
            timed=self._timed,
            width=self._width,
            starts=tuple((bins.keys * self._width).tolist()),
            rows=tuple(bins.count(_ROWS).tolist()),
            lanes=tuple(self._lane(info, bins) for info in self._chosen),
            left_out=self._left_out,
            unplaced=self._unplaced,
        )

    def _begin(self, block: Block) -> None:
        """Choose the columns: what has a unit, a flag or a range; else every column of numbers."""
        self._timed = block.time is not None and bool(_stamped(block.time).any())
        self._widths = widths(timed=self._timed)
        self._width = next(self._widths)
        flags = {column.info.flag for column in block.columns.values()}
        numbers = [
            column.info
            for column in block.columns.values()
            if column.values.dtype.kind in "iuf" and column.info.format in _NUMBERS
        ]
        numbers = [info for info in numbers if info.name not in flags and info.flag_scheme is None]
        told = [info for info in numbers if info.unit or info.flag or limits_of(info, self._ctx)] or numbers
        self._chosen, self._left_out = told[:LANES], max(0, len(told) - LANES)

    def _keys(self, block: Block) -> tuple[Ints, BoolArray]:
        """What each placed row is binned by, and which rows are placed."""
        if not self._timed:
            return np.arange(block.first_row, block.first_row + block.n), np.ones(block.n, dtype=bool)
        if block.time is None:
            return np.empty(0, dtype=np.int64), np.zeros(block.n, dtype=bool)
        placed = _stamped(block.time)
        return block.time.values[placed].astype("M8[ms]").astype(np.int64), placed

    def _part(self, block: Block, keys: Ints, placed: BoolArray) -> Bins:
        """Each placed row as a bin of its own."""
        counts: dict[tuple[str, ...], Ints] = {_ROWS: np.ones(len(keys), dtype=np.int64)}
        low: dict[str, Floats] = {}
        high: dict[str, Floats] = {}
        for info in self._chosen:
            column = block.columns[info.name]
            values = column.values[placed].astype(np.float64)
            # A NaN that was written out is a missing value, and an infinite one cannot be drawn.
            there = column.valid[placed] & np.isfinite(values)
            counts["valid", info.name] = there.astype(np.int64)
            counts["missing", info.name] = (~there & ~column.refused[placed]).astype(np.int64)
            low[info.name] = np.where(there, values, np.inf)
            high[info.name] = np.where(there, values, -np.inf)
            if (flags := block.columns.get(info.flag or "")) is not None:
                counts |= self._flagged(info.name, flags, placed, there)
        return Bins(keys, counts, low, high)

    def _flagged(
        self, name: str, flags: Column, placed: BoolArray, there: BoolArray
    ) -> dict[tuple[str, ...], Ints]:
        """Which values have which letter; letters beyond `LETTERS` are counted together."""
        self._flags[name] = flags.info
        known = self._letters.setdefault(name, [])
        codes, letters = _letters(flags.values[placed], flags.info.format)
        codes = np.where(flags.valid[placed] & there, codes, -1)
        counts: dict[tuple[str, ...], Ints] = {}
        for code, letter in enumerate(letters):
            marked = (codes == code).astype(np.int64)
            if letter not in known and marked.any():
                letter = letter if len(known) < LETTERS else OTHER
                known += [letter] * (letter not in known)
            key = ("flag", name, letter)
            counts[key] = counts[key] + marked if key in counts else marked
        return counts

    def _lane(self, info: ColumnInfo, bins: Bins) -> Lane:
        limits = limits_of(info, self._ctx)
        scheme = self._flags[info.name].flag_scheme if info.name in self._flags else None
        return Lane(
            name=info.name,
            unit=info.unit,
            plausible=(limits.min, limits.max) if limits else None,
            valid=tuple(bins.count(("valid", info.name)).tolist()),
            missing=tuple(bins.count(("missing", info.name)).tolist()),
            low=finite(bins.low[info.name]),
            high=finite(bins.high[info.name]),
            letters={
                letter: tuple(bins.count(("flag", info.name, letter)).tolist())
                for letter in self._letters.get(info.name, ())
            },
            good=(info.spec.good_flag_values if info.spec else ()) or (scheme.good if scheme else ()),
        )


def _stamped(time: Column) -> BoolArray:
    found: BoolArray = time.valid & ~np.isnat(time.values)
    return found


def _letters(values: Values, kind: str | None) -> tuple[Ints, list[str]]:
    """A code for each flag, and the text of each code."""
    if values.dtype.kind == "O":
        index: dict[Any, int] = {}
        codes = np.array([index.setdefault(value, len(index)) for value in values.tolist()], dtype=np.int64)
        return codes, [str(value)[:_LONGEST_LETTER] for value in islice(index, len(index))]
    found, codes = np.unique(values, return_inverse=True)
    if kind == "bmpChar":
        return codes, [chr(value) for value in found.tolist()]
    texts = (str(value) if isinstance(value, str) else f"{value:g}" for value in found.tolist())
    return codes, [text[:_LONGEST_LETTER] for text in texts]
