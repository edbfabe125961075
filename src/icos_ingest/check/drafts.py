"""What the picture of a table takes of one block, at the cost of a few passes over a column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct

from icos_ingest.check.bins import Bins, Floats, Ints, widths
from icos_ingest.content import Block, BoolArray, Column, ColumnInfo, Values
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.limits import limits_of
from icos_ingest.values import NUMBERS

BINS = 240
"""Bins that hold rows, at most."""
LANES = 24
"""Columns of one table, at most."""
LETTERS = 12
"""Different flags of one column that are counted one by one; any others are one."""
OTHER = "…"
FLAG = "flag"
"""Key of the counts of one flag: with the column that is flagged, and the letter."""
ROWS_DRAWN = ("rows",)
"""Key of the count of all rows."""
_LONGEST_LETTER = 8
_NUMBERS = {None, *NUMBERS}


class Draft(Struct, frozen=True):
    """Some rows in as many bins as a picture may have.

    Attributes:
        chosen: names of the columns that are drawn.
        left_out: columns that could be drawn, too.
        timed: whether bins are of time, else of rows.
        n: rows.
        placed: those that are in a bin.
        width: of a bin.
        bins: what they hold.
    """

    chosen: Sequence[str]
    left_out: int
    timed: bool
    n: int
    placed: int
    width: int
    bins: Bins


class _Choice(NamedTuple):
    columns: Sequence[ColumnInfo]
    left_out: int


class Drafts:
    """Drafts of blocks; those of one table draw the same columns.

    Args:
        ctx: says what is plausible.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._choices: dict[str | None, _Choice] = {}

    def draft(self, table: str | None, block: Block) -> Draft | None:
        """What the picture takes of some rows; None of none."""
        if not block.n:
            return None
        choice = self._choices.get(table) or self._choices.setdefault(table, _choice(block, self._ctx))
        placed = None if block.time is None else _stamped(block.time)
        timed = placed is not None and bool(placed.any())
        if block.time is None or placed is None or not timed:
            keys, placed = block.first_row + np.arange(block.n), np.ones(block.n, dtype=bool)
        else:
            keys = block.time.values[placed].astype("M8[ms]").astype(np.int64)
        width = _width(keys, timed=timed)
        bins = _bins(block, choice.columns, keys, placed).grouped(width)
        names = [info.name for info in choice.columns]
        return Draft(names, choice.left_out, timed, block.n, len(keys), width, bins)


def _choice(block: Block, ctx: Context) -> _Choice:
    """The columns to draw: what has a unit, a flag or a range; else every column of numbers."""
    flags = {column.info.flag for column in block.columns.values()}
    numbers = [
        column.info
        for column in block.columns.values()
        if column.values.dtype.kind in "iuf" and column.info.format in _NUMBERS
    ]
    numbers = [info for info in numbers if info.name not in flags and info.flag_scheme is None]
    told = [info for info in numbers if info.unit or info.flag or limits_of(info, ctx)] or numbers
    return _Choice(told[:LANES], max(0, len(told) - LANES))


def _width(keys: Ints, *, timed: bool) -> int:
    """The smallest bins of which these keys fill no more than there may be."""
    span = int(keys.max() - keys.min()) + 1
    few = [*takewhile(lambda width: width < span, widths(timed=timed))]
    few.append(next(islice(widths(timed=timed), len(few), None)))
    ascending = bool((keys[1:] >= keys[:-1]).all())
    return few[bisect_left(few, True, key=partial(_fits, keys, ascending))]


def _fits(keys: Ints, ascending: bool, width: int) -> bool:
    binned = keys // width
    if np.count_nonzero(binned[1:] != binned[:-1]) < BINS:
        return True
    return not ascending and len(np.unique(binned)) <= BINS


def _bins(block: Block, chosen: Sequence[ColumnInfo], keys: Ints, placed: BoolArray) -> Bins:
    """Each placed row as a bin of its own."""
    counts: dict[tuple[str, ...], Ints] = {ROWS_DRAWN: np.ones(len(keys), dtype=np.int64)}
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    rows = slice(None) if placed.all() else placed
    for info in chosen:
        column = block.columns[info.name]
        values = column.values[rows].astype(np.float64)
        # A NaN that was written out is a missing value, and an infinite one cannot be drawn.
        there = column.valid[rows] & np.isfinite(values)
        counts["valid", info.name] = there.astype(np.int64)
        counts["missing", info.name] = (~there & ~column.refused[rows]).astype(np.int64)
        low[info.name] = np.where(there, values, np.inf)
        high[info.name] = np.where(there, values, -np.inf)
        if (flags := block.columns.get(info.flag or "")) is not None:
            counts |= _flagged(info.name, flags, rows, there)
    return Bins(keys, counts, low, high)


def _flagged(
    name: str, flags: Column, rows: slice | BoolArray, there: BoolArray
) -> dict[tuple[str, ...], Ints]:
    """Which values have which letter; letters beyond `LETTERS` are counted together."""
    codes, letter_of = _letters(flags.values[rows], flags.info.format)
    counted = flags.valid[rows] & there
    occur = np.flatnonzero(np.bincount(codes[counted]))
    counts: dict[tuple[str, ...], Ints] = {}
    marks = [(letter_of(code), codes == code) for code in occur[:LETTERS].tolist()]
    if len(occur) > LETTERS:
        marks.append((OTHER, np.isin(codes, occur[LETTERS:])))
    for letter, marked in marks:
        key = (FLAG, name, letter)  # two may be one once they are cut
        counts[key] = counts.get(key, 0) + (counted & marked).astype(np.int64)
    return counts


def _stamped(time: Column) -> BoolArray:
    found: BoolArray = time.valid & ~np.isnat(time.values)
    return found


def _letters(values: Values, kind: str | None) -> tuple[Ints, Callable[[int], str]]:
    """A code for each flag, and what gives the text of a code."""
    if kind == "bmpChar":
        return values, chr
    if values.dtype.kind == "O":
        index: dict[Any, int] = {}
        codes = np.array([index.setdefault(value, len(index)) for value in values.tolist()], dtype=np.int64)
        return codes, [str(value)[:_LONGEST_LETTER] for value in index].__getitem__
    found, codes = np.unique(values, return_inverse=True)
    texts = (str(value) if isinstance(value, str) else f"{value:g}" for value in found.tolist())
    return codes, [text[:_LONGEST_LETTER] for text in texts].__getitem__
