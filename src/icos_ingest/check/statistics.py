"""Least, greatest and mean of arrays and of the bands of rasters, gathered in the pass that checks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from icos_ingest.content import Array, BoolArray, Values
from icos_ingest.model import Statistics
from icos_ingest.rule_parts.stored import fill_values, packing

MOST = 500
"""Arrays and bands of one file, at most."""
_BAND = "band"


@dataclass
class _Sum:
    """What was seen of one array or band, as it is stored."""

    valid: int = 0
    missing: int = 0
    low: float = math.inf
    high: float = -math.inf
    total: float = 0.0

    def add(self, values: Values, gaps: list[float]) -> None:
        """Take some values; those that equal a gap are missing, and so is what is not finite."""
        low, high, gone = float(values.min()), float(values.max()), 0
        if not (math.isfinite(low) and math.isfinite(high)) or any(low <= gap <= high for gap in gaps):
            absent = _absent(values, gaps)
            gone = int(np.count_nonzero(absent))
            self.missing += gone
            if gone == values.size:
                return
            # One of the values stands in for what is missing: several times as fast as to leave it out.
            present = values.ravel()[int(absent.argmin())]
            values = values.copy()
            np.copyto(values, present, where=absent)
            low, high = float(values.min()), float(values.max())
            self.total -= gone * float(present)
        self.valid += values.size - gone
        self.low, self.high = min(self.low, low), max(self.high, high)
        self.total += _total(values)


class StatisticsOfArrays:
    """Sums up the arrays of numbers of a file, window by window, in any order."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, int | None], tuple[Array, _Sum]] = {}

    def window(self, array: Array, window: tuple[slice, ...], values: Values) -> None:
        """Add the values of one window, as they are stored."""
        if array.dtype.kind not in "iuf" or not values.size:
            return
        gaps = fill_values(array)
        for band, part in _bands(array, window, values):
            key = array.path, band
            if key not in self._sums:
                if len(self._sums) >= MOST:
                    return
                self._sums[key] = array, _Sum()
            with np.errstate(over="ignore", invalid="ignore"):
                self._sums[key][1].add(part, gaps)

    def finish(self) -> tuple[Statistics, ...]:
        """What was gathered, in the order of the file."""
        return tuple(_told(array, band, found) for (_, band), (array, found) in self._sums.items())


def _bands(array: Array, window: tuple[slice, ...], values: Values) -> Iterator[tuple[int | None, Values]]:
    """The numbers of each band, of a raster of several; masked ones are left out and not missing."""
    plain = values.compressed() if np.ma.isMaskedArray(values) else np.asarray(values)
    if array.dims[:1] != (_BAND,) or array.shape[0] == 1 or plain.ndim < 2:
        yield None, plain
        return
    for offset, part in enumerate(plain):
        yield (window[0].start or 0) + offset + 1, part


def _absent(values: Values, gaps: list[float]) -> BoolArray:
    """Where there is no finite value, or one that means a gap."""
    found: BoolArray
    found = ~np.isfinite(values) if values.dtype.kind == "f" else np.zeros(values.shape, dtype=bool)
    for gap in gaps:
        found |= values == gap
    return found


def _total(values: Values) -> float:
    """The sum; numpy adds floats in pairs, which is exact enough in single precision and twice as fast."""
    if values.dtype.kind == "f" and values.itemsize > 2:
        total = float(values.sum())
        if math.isfinite(total) or values.itemsize > 4:
            return total
    whole = values.dtype.kind in "iu" and values.itemsize < 8
    return float(values.sum(dtype=np.int64 if whole else np.float64))


def _told(array: Array, band: int | None, found: _Sum) -> Statistics:
    unit = array.attrs.get("units")
    low, high, mean = _unpacked(array, found) or (None, None, None)
    return Statistics(
        name=array.path.removeprefix("/"),
        band=band,
        unit=unit if isinstance(unit, str) else None,
        valid=found.valid,
        missing=found.missing,
        low=low,
        high=high,
        mean=mean,
    )


def _unpacked(array: Array, found: _Sum) -> tuple[float, float, float] | None:
    """Least, greatest and mean in the array's unit; None where there is no value, or no number holds them."""
    if not found.valid:
        return None
    scale, offset = packing(array)
    ends = sorted((found.low * scale + offset, found.high * scale + offset))
    mean = found.total / found.valid * scale + offset
    return (ends[0], ends[1], mean) if all(map(math.isfinite, (*ends, mean))) else None
