"""Least, greatest and mean of arrays and of the bands of rasters, gathered in the pass that checks."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from icos_ingest.check.windows import WindowColumn
from icos_ingest.content import Array, Values, ends_of
from icos_ingest.model import Statistics
from icos_ingest.rule_parts.stored import fill_values, packing, present

MOST = 500
"""Arrays and bands of one file, at most."""
_BAND = "band"
_SLAB = (64, 2048)
"""Rows that are added to each other, and their length: a row stays in the processor's nearest cache, and so
few are added that single precision loses less than a hundred-thousandth."""


class Sum(Struct, frozen=True):
    """What was seen of some values of one array or band, as they are stored.

    Attributes:
        valid: how many are finite and mean no gap.
        missing: how many others there are.
        low: the least valid one, infinity where there is none.
        high: the greatest valid one, minus infinity where there is none.
        total: of the valid ones.
    """

    valid: int = 0
    missing: int = 0
    low: float = math.inf
    high: float = -math.inf
    total: float = 0.0

    def joined(self, other: Sum) -> Sum:
        """These values and others."""
        return Sum(
            self.valid + other.valid,
            self.missing + other.missing,
            min(self.low, other.low),
            max(self.high, other.high),
            self.total + other.total,
        )


Sums = tuple[tuple[int | None, Sum], ...]
"""Sums by the number of the band, None for an array that has no bands."""


def sums_of(column: WindowColumn, window: tuple[slice, ...]) -> Sums:
    """What one window of numbers adds up to; nothing for other values. Any thread may ask."""
    if column.array.dtype.kind not in "iuf" or not column.stored.size:
        return ()
    with np.errstate(over="ignore", invalid="ignore"):
        return tuple(_sums(column, window))


class StatisticsOfArrays:
    """Joins the sums of the arrays of numbers of a file, window by window, in any order."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, int | None], tuple[Array, Sum]] = {}

    def join(self, array: Array, sums: Sums) -> None:
        """Add what one window adds up to."""
        for band, part in sums:
            key = array.path, band
            if key not in self._sums and len(self._sums) >= MOST:
                return
            self._sums[key] = array, self._sums[key][1].joined(part) if key in self._sums else part

    def finish(self) -> tuple[Statistics, ...]:
        """What was gathered, in the order of the file."""
        return tuple(_told(array, band, found) for (_, band), (array, found) in self._sums.items())


def _sums(column: WindowColumn, window: tuple[slice, ...]) -> Iterator[tuple[int | None, Sum]]:
    """One for each band of a raster of several; masked values are left out and not missing."""
    array, stored, missing = column.array, column.stored, column.missing
    gaps = fill_values(array)
    if array.dims[:1] != (_BAND,) or array.shape[0] == 1 or stored.ndim < 2 or column.masked:
        yield None, _sum_of(column, gaps)
        return
    for offset, part in enumerate(stored):
        known = present(part, missing[offset])
        yield (window[0].start or 0) + offset + 1, _sum(known, ends_of(known), part.size, gaps)


def _sum_of(column: WindowColumn, gaps: list[float]) -> Sum:
    """The sum of a window; its values are taken out of it only where some of them are no valid ones."""
    ends, size = column.stored_ends, column.stored.size - column.masked
    if all(map(math.isfinite, ends)) and not any(ends[0] <= gap <= ends[1] for gap in gaps):
        return Sum(column.count, size - column.count, *ends, _total(column.summed))
    return _sum(column.known, ends, size, gaps)


def _sum(known: Values, ends: tuple[float, float], size: int, gaps: list[float]) -> Sum:
    """The sum of values of which some may be infinite, or equal a gap once that is rounded to their type."""
    left = known if all(map(math.isfinite, ends)) else known[np.isfinite(known)]
    for gap in gaps:
        if ends[0] <= gap <= ends[1] and not (differs := left != gap).all():
            left = left[differs]
    if not left.size:
        return Sum(missing=size)
    return Sum(left.size, size - left.size, *(ends if left is known else ends_of(left)), _total(left))


def _total(values: Values) -> float:
    """The sum; floats are added in their own precision first, which is exact enough and much faster."""
    kind, size = values.dtype.kind, values.itemsize
    if kind == "f" and size > 2:
        total = _by_slabs(values, values.dtype.type, np.float64)
        if math.isfinite(total) or size > 4:
            return total
    if kind in "iu" and size <= 2:
        return _by_slabs(values, np.int32, np.int64)
    return float(values.sum(dtype=np.int64 if kind in "iu" and size < 8 else np.float64))


def _by_slabs(values: Values, near: npt.DTypeLike, wide: npt.DTypeLike) -> float:
    """The sum, found slab by slab in one precision, and of slabs in another."""
    whole = values.size // math.prod(_SLAB) * math.prod(_SLAB)
    slabs = values[:whole].reshape(-1, *_SLAB).sum(axis=1, dtype=near)
    return float(slabs.sum(dtype=wide) + values[whole:].sum(dtype=wide))


def _told(array: Array, band: int | None, found: Sum) -> Statistics:
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


def _unpacked(array: Array, found: Sum) -> tuple[float, float, float] | None:
    """Least, greatest and mean in the array's unit; None where there is no value, or no number holds them."""
    if not found.valid:
        return None
    scale, offset = packing(array)
    ends = sorted((found.low * scale + offset, found.high * scale + offset))
    mean = found.total / found.valid * scale + offset
    return (ends[0], ends[1], mean) if all(map(math.isfinite, (*ends, mean))) else None
