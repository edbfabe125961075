"""Data sets of HDF5 that the library reads slowly or not at all as it would by itself.

Some claim many chunks and store few, of which it would look up every one; some hold bytes under a tag, which
it would convert.
"""

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
    if _is_tagged(data):
        return _as_stored(data, window)
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


def _is_tagged(data: h5py.Dataset) -> bool:
    """Whether values are bytes under a tag that h5py does not know, so that it would convert them in vain."""
    from h5py import h5t

    kind = data.id.get_type()
    return bool(kind.get_class() == h5t.OPAQUE and not kind.get_tag().startswith(b"NUMPY:"))


def _as_stored(data: h5py.Dataset, window: Window) -> Values:
    """The bytes of a window, which need no conversion."""
    from h5py import h5s

    shape = tuple(len(range(p.start, p.stop, p.step or 1)) for p in window)
    full = np.empty(shape, data.dtype)
    if not full.size:
        return full
    inside, there = data.id.get_space(), h5s.create_simple(shape) if shape else h5s.create(h5s.SCALAR)
    if shape:
        inside.select_hyperslab(tuple(p.start for p in window), shape, tuple(p.step or 1 for p in window))
    data.id.read(there, inside, full, data.id.get_type())
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
