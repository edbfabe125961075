"""The numbers of the picture, gathered in the pass that checks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from icos_ingest.check.array_overview import ArrayGatherer
from icos_ingest.check.bins import Bins, Ints, finite, widths
from icos_ingest.check.drafts import BINS, FLAG, LANES, LETTERS, OTHER, ROWS_DRAWN, Draft
from icos_ingest.content import Array, ColumnInfo, Table
from icos_ingest.model import Lane, Overview
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.limits import limits_of

TABLES = 8
"""Tables of one file, at most."""


class Overviews:
    """Sums up the first tables and arrays of a file."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._tables: dict[str | None, _Gatherer] = {}
        self._arrays: dict[tuple[object, ...], ArrayGatherer] = {}

    def join(self, table: Table, draft: Draft) -> None:
        """Add some rows of a table; they come in the order of the file."""
        if table.name not in self._tables and len(self._tables) < TABLES:
            self._tables[table.name] = _Gatherer(table, self._ctx)
        if table.name in self._tables:
            self._tables[table.name].join(draft)

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

    def join_array(self, array: Array, info: ColumnInfo, part: Bins) -> None:
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
    """Sums up one table, given its drafts in order.

    Args:
        table: its name and columns.
        ctx: says what is plausible.
    """

    def __init__(self, table: Table, ctx: Context) -> None:
        self._name = table.name
        self._infos = {info.name: info for info in table.columns}
        self._ctx = ctx
        self._first: Draft | None = None
        self._letters: dict[str, list[str]] = {}
        self._timed = False
        self._widths: Iterator[int] = iter(())
        self._width = 1
        self._bins: Bins | None = None
        self._unplaced = 0

    def join(self, draft: Draft) -> None:
        """Add some rows; those without a stamp are drawn only where no row has one."""
        if self._first is None or (draft.timed and not self._timed):
            self._unplaced += int(self._bins.count(ROWS_DRAWN).sum()) if self._bins else 0
            self._first, self._timed, self._bins = draft, draft.timed, None
            self._widths = widths(timed=draft.timed)
            self._width = next(self._widths)
        if self._timed and not draft.timed:
            self._unplaced += draft.n
            return
        self._unplaced += draft.n - draft.placed
        part, held, before = self._known(draft.bins), self._bins, self._width
        while self._width < draft.width:
            self._width = next(self._widths)
        while held and _together(part, self._width // draft.width, held, self._width // before) > BINS:
            self._width = next(self._widths)
        part = part.grouped(self._width // draft.width)
        self._bins = held.grouped(self._width // before).joined(part) if held else part

    def finish(self) -> Overview | None:
        """What was gathered; None where there is nothing to draw."""
        bins, first = self._bins, self._first
        if bins is None or first is None or not first.chosen or not len(bins.keys):
            return None
        return Overview(
            name=self._name,
            timed=self._timed,
            width=self._width,
            starts=tuple((bins.keys * self._width).tolist()),
            rows=tuple(bins.count(ROWS_DRAWN).tolist()),
            lanes=tuple(self._lane(self._infos[name], bins) for name in first.chosen),
            left_out=first.left_out,
            unplaced=self._unplaced,
        )

    def _known(self, bins: Bins) -> Bins:
        """The same with the flags that the table has had until now; any beyond `LETTERS` are one."""
        counts: dict[tuple[str, ...], Ints] = {}
        for key, count in bins.counts.items():
            if key[0] == FLAG:
                key = (FLAG, key[1], self._letter(key[1], key[2]))
            counts[key] = counts[key] + count if key in counts else count
        return replace(bins, counts=counts)

    def _letter(self, name: str, letter: str) -> str:
        known = self._letters.setdefault(name, [])
        if letter not in known:
            letter = letter if len(known) < LETTERS else OTHER
            known += [letter] * (letter not in known)
        return letter

    def _lane(self, info: ColumnInfo, bins: Bins) -> Lane:
        limits = limits_of(info, self._ctx)
        flags = self._infos.get(info.flag or "")
        scheme = flags.flag_scheme if flags else None
        return Lane(
            name=info.name,
            unit=info.unit,
            plausible=(limits.min, limits.max) if limits else None,
            valid=tuple(bins.count(("valid", info.name)).tolist()),
            missing=tuple(bins.count(("missing", info.name)).tolist()),
            low=finite(bins.low[info.name]),
            high=finite(bins.high[info.name]),
            letters={
                letter: tuple(bins.count((FLAG, info.name, letter)).tolist())
                for letter in self._letters.get(info.name, ())
            },
            good=(info.spec.good_flag_values if info.spec else ()) or (scheme.good if scheme else ()),
        )


def _together(one: Bins, wide: int, other: Bins, as_wide: int) -> int:
    """How many bins two make of which each is widened."""
    return len(np.union1d(one.keys // wide, other.keys // as_wide))
