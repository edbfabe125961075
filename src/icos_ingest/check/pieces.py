"""What is found in one window of an array by itself: no state is touched, so any thread may look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from msgspec import Struct

from icos_ingest.check.array_overview import ArrayGatherer
from icos_ingest.check.bins import Bins
from icos_ingest.check.looks import Look, look_at
from icos_ingest.check.statistics import Sums, sums_of
from icos_ingest.check.tally import Key, Tally
from icos_ingest.check.windows import window_column, window_places
from icos_ingest.content import Array, Column, ColumnInfo, Values
from icos_ingest.rule_kinds import CellRule, Context

Window = tuple[slice, ...]


class WindowSeen(Struct, frozen=True):
    """What was found in one window.

    Attributes:
        array: in which the window lies.
        info: of the array, as of a column.
        window: where.
        sums: for the statistics.
        bins: for the picture.
        looks: what rules found in it.
    """

    array: Array
    info: ColumnInfo
    window: Window
    sums: Sums = ()
    bins: Bins | None = None
    looks: tuple[Look, ...] = ()


class WindowLooker:
    """Looks at the windows of one array, while the piece of it that was read is in the processor's cache.

    Args:
        array: of which.
        rules: those about cells.
        ctx: what they may know.
        tally: of the findings so far.
        drawn: what sums the array up for the picture, None if it is not drawn.
    """

    def __init__(
        self,
        array: Array,
        info: ColumnInfo,
        rules: Sequence[CellRule],
        ctx: Context,
        tally: Tally,
        drawn: ArrayGatherer | None,
    ) -> None:
        self._array, self._info = array, info
        self._rules, self._ctx, self._tally, self._drawn = rules, ctx, tally, drawn
        place = array.place()
        self._keys = {rule.code: Key.of(rule, "", place) for rule in rules}

    def __call__(self, window: Window, values: Values) -> WindowSeen:
        """Ask each rule; whatever one of them raises, the others are asked."""
        with np.errstate(all="ignore"):
            column = window_column(self._array, values, self._info)
            sums = sums_of(column, window)
            bins = self._drawn.part(window, column) if self._drawn else None
            looks = [self._look(rule, window, column) for rule in self._rules]
        return WindowSeen(self._array, self._info, window, sums, bins, tuple(one for one in looks if one))

    def _look(self, rule: CellRule, window: Window, column: Column) -> Look | None:
        places = partial(window_places, self._array, window, column.values)
        return look_at(rule, self._keys[rule.code], column, self._ctx, self._tally, places)
