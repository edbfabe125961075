"""The overview of arrays: each summed up along its first dimension, window by window."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from icos_ingest.check.bins import Bins, Ints, finite, widths
from icos_ingest.content import Array, Column, ColumnInfo
from icos_ingest.model import Lane, Overview
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.limits import limits_of


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

    def window(self, window: tuple[slice, ...], column: Column) -> None:
        """Add the values of one window, unpacked."""
        name = column.info.name
        if name not in self._held and len(self._held) == self._arrays:
            self._left_out.add(name)
            return
        part = _summed(column, int(window[0].start), self._width)
        held = self._held[name][1].joined(part) if name in self._held else part
        self._held[name] = (column.info, held)

    def finish(self) -> Overview:
        """What was gathered; of a window that could not be read the cells are neither valid nor missing."""
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


def _summed(column: Column, start: int, width: int) -> Bins:
    """A window as bins of `width` along its first dimension, of which it begins at `start`.

    Each bin is a run of values in memory, so that a few quick passes over it are enough.
    """
    values = np.ascontiguousarray(column.values)
    there = column.valid if values.dtype.kind in "iu" else column.valid & np.isfinite(values)
    least, most = _ends(values.dtype)
    keys = np.arange(start // width, (start + len(values) - 1) // width + 1)
    sums: list[tuple[int, int, float, float]] = []
    for key in keys.tolist():
        rows = slice(max(key * width - start, 0), (key + 1) * width - start)
        run, known, refused = values[rows], there[rows], column.refused[rows]
        valid = int(np.count_nonzero(known))
        missing = run.size - valid - int(np.count_nonzero(refused))
        low = float(np.where(known, run, most).min()) if valid else math.inf
        high = float(np.where(known, run, least).max()) if valid else -math.inf
        sums.append((valid, missing, low, high))
    valids, missings, lows, highs = (np.array(one) for one in zip(*sums, strict=True))
    counts: dict[tuple[str, ...], Ints] = {("valid",): valids, ("missing",): missings}
    return Bins(keys, counts, {"": lows}, {"": highs})


def _ends(dtype: np.dtype[Any]) -> tuple[Any, Any]:
    """The least and the greatest value of a type, as that type has them."""
    if dtype.kind == "f":
        return dtype.type(-np.inf), dtype.type(np.inf)
    return dtype.type(np.iinfo(dtype).min), dtype.type(np.iinfo(dtype).max)
