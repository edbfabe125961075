"""The overview of arrays: each summed up along its first dimension, window by window."""

from __future__ import annotations

import math

import numpy as np

from icos_ingest.check.bins import Bins, Ints, finite, widths
from icos_ingest.check.windows import WindowColumn
from icos_ingest.content import Array, ColumnInfo, ends_of
from icos_ingest.model import Lane, Overview
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.limits import limits_of
from icos_ingest.rule_parts.stored import present


class ArrayGatherer:
    """Sums up arrays of the same dims and shape; the bins are known beforehand.

    Args:
        array: one of them.
        most: bins and arrays, at most.
        ctx: says what is plausible.
    """

    def __init__(self, array: Array, most: tuple[int, int], ctx: Context) -> None:
        self._name = ", ".join(array.dims) if array.group == "/" else f"{array.group} {', '.join(array.dims)}"
        self._shape = array.shape
        self._bins, self._arrays = most
        self._ctx = ctx
        self._width = next(width for width in widths(timed=False) if width * self._bins >= array.shape[0])
        self._held: dict[str, tuple[ColumnInfo, Bins]] = {}
        self._left_out: set[str] = set()

    def takes(self, name: str) -> bool:
        """Whether one more array is drawn."""
        if name not in self._held and len(self._held) == self._arrays:
            self._left_out.add(name)
            return False
        return True

    def part(self, window: tuple[slice, ...], column: WindowColumn) -> Bins:
        """The values of one window in bins; any thread may ask."""
        return _summed(column, int(window[0].start), self._width)

    def join(self, info: ColumnInfo, part: Bins) -> None:
        """Add the bins of one window of an array that is taken."""
        held = self._held[info.name][1].joined(part) if info.name in self._held else part
        self._held[info.name] = (info, held)

    def finish(self) -> Overview | None:
        """What was gathered, None if no array was read; of a window that could not be, no cell is counted."""
        if not self._held:
            return None
        starts = range(0, self._shape[0], self._width)
        inner = math.prod(self._shape[1:])
        return Overview(
            name=self._name,
            timed=False,
            width=self._width,
            starts=tuple(starts),
            rows=tuple(inner * min(self._width, self._shape[0] - start) for start in starts),
            lanes=tuple(self._lane(info, bins, len(starts)) for info, bins in self._held.values()),
            left_out=len(self._left_out),
        )

    def _lane(self, info: ColumnInfo, bins: Bins, n: int) -> Lane:
        limits = limits_of(info, self._ctx)
        valid, missing = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
        valid[bins.keys], missing[bins.keys] = bins.count(("valid",)), bins.count(("missing",))
        low, high = np.full(n, np.inf), np.full(n, -np.inf)
        low[bins.keys], high[bins.keys] = bins.low[""], bins.high[""]
        return Lane(
            name=info.name,
            unit=info.unit,
            plausible=(limits.min, limits.max) if limits else None,
            valid=tuple(valid.tolist()),
            missing=tuple(missing.tolist()),
            low=finite(low),
            high=finite(high),
        )


def _summed(column: WindowColumn, start: int, width: int) -> Bins:
    """A window as bins of `width` along its first dimension, of which it begins at `start`.

    Each bin is a run of values in memory, so that a few quick passes over it are enough.
    """
    keys = np.arange(start // width, (start + len(column.values) - 1) // width + 1)
    runs = (slice(max(key * width - start, 0), (key + 1) * width - start) for key in keys.tolist())
    sums = [_whole(column)] if len(keys) == 1 else [_run(column, rows) for rows in runs]
    valids, missings, lows, highs = (np.array(one) for one in zip(*sums, strict=True))
    counts: dict[tuple[str, ...], Ints] = {("valid",): valids, ("missing",): missings}
    return Bins(keys, counts, {"": lows}, {"": highs})


def _whole(column: WindowColumn) -> tuple[int, int, float, float]:
    """Valid and missing values of a window, least and greatest."""
    if not all(map(math.isfinite, column.ends)):
        return _run(column, slice(None))
    valid = column.count
    return valid, column.values.size - valid, *column.ends


def _run(column: WindowColumn, rows: slice) -> tuple[int, int, float, float]:
    """The same of some rows; what is infinite cannot be drawn."""
    values, missing = column.values[rows], column.missing[rows]
    known = present(values, missing)
    ends = ends_of(known)
    if known.size and not all(map(math.isfinite, ends)):
        known = known[np.isfinite(known)]
        ends = ends_of(known)
    return known.size, values.size - known.size, *ends
