"""Data sets of HDF5 that claim many chunks and store few, of which the library would look up every one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.windows import Window, overlap
from icos_ingest.content import Values

if TYPE_CHECKING:
    import h5py

_MANY = 10_000
"""Chunks of a window from which it is worth asking which are stored; HDF5 looks up some 100,000 a second."""
_FEW = 1_000
"""Stored chunks that are read one by one."""


def values_of(data: h5py.Dataset, window: Window) -> Values:
    """The values of a window as h5py gives them; where few chunks are stored, only those are looked up."""
    corners = _stored(data, window)
    if corners is None:
        return np.asarray(data[window])
    full = np.full([p.stop - p.start for p in window], data.fillvalue, data.dtype)
    for corner in corners:
        part = overlap(corner, data.chunks, window)
        if all(p.start < p.stop for p in part):
            full[
                tuple(slice(p.start - w.start, p.stop - w.start) for p, w in zip(part, window, strict=True))
            ] = data[part]
    return full


def _stored(data: h5py.Dataset, window: Window) -> list[tuple[int, ...]] | None:
    """Where the stored chunks begin; None where h5py itself is as fast, or the values are no numbers."""
    if not data.chunks or data.dtype.kind not in "iufb" or any(p.step != 1 for p in window):
        return None
    wanted = math.prod(-(-(p.stop - p.start) // n) for p, n in zip(window, data.chunks, strict=True))
    if wanted < _MANY:
        return None
    corners: list[tuple[int, ...]] = []

    def look(chunk: Any) -> bool | None:
        corners.append(tuple(chunk.chunk_offset))
        return len(corners) > _FEW or None

    data.id.chunk_iter(look)
    return corners if len(corners) <= _FEW else None
