"""Data sets of HDF5 that are stored as numpy would store them: in one piece, or in chunks without any filter.

HDF5 lets one thread in at a time, and copies values through buffers of its own. Here it only says where they
lie, and is held to it: the first and the last value must be those that it reads itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.hdf5_storage import corners
from icos_ingest.arraylib.hdf5_tree import DAMAGED
from icos_ingest.arraylib.windows import Window, bytes_of, overlap
from icos_ingest.content import Values
from icos_ingest.errors import ReadError

if TYPE_CHECKING:
    import h5py

_WORTH = 1_000_000
"""Bytes of a data set from which it is worth asking."""
_CHUNKS = 100_000
"""Chunks of which the places are kept."""
_MANY = 500
"""Chunks of a window that are too many for a call each."""


class FlatValues:
    """Values that need no library.

    Args:
        data: of which; whoever makes this holds the lock.
        lengths: of a chunk; of the whole where it is in one piece.
        places: bytes where chunks begin, by the index of their first value; others were never written.
        file: that holds them.
    """

    def __init__(
        self,
        data: h5py.Dataset,
        lengths: tuple[int, ...],
        places: Mapping[tuple[int, ...], int],
        file: FlatFile,
    ) -> None:
        self._dtype, self._fill = data.dtype, data.fillvalue
        self._lengths, self._places, self._file = lengths, places, file
        self._strides = tuple(
            bytes_of(lengths[axis + 1 :], data.dtype.itemsize) for axis in range(len(lengths))
        )

    def read(self, window: Window) -> Values | None:
        """The values of a window; None where the library is as quick.

        Raises:
            ReadError: the file became shorter, or the system cannot read it.
        """
        if any(part.step != 1 or part.start >= part.stop for part in window):
            return None
        met = islice(corners(window, self._lengths), _MANY)
        parts = [(corner, overlap(corner, self._lengths, window)) for corner in met]
        if len(parts) == _MANY:
            return None
        if len(parts) == 1:
            return self._part(*parts[0])
        full = np.empty([p.stop - p.start for p in window], self._dtype)
        for corner, part in parts:
            values = self._part(corner, part)
            if values is None:
                return None
            full[
                tuple(slice(p.start - w.start, p.stop - w.start) for p, w in zip(part, window, strict=True))
            ] = values
        return full

    def _part(self, corner: tuple[int, ...], part: Window) -> Values | None:
        """What a window takes of one chunk."""
        lengths = [p.stop - p.start for p in part]
        if corner not in self._places:
            return np.full(lengths, self._fill, self._dtype)
        within = zip(part, corner, self._strides, strict=True)
        first = self._places[corner] + sum((p.start - at) * stride for p, at, stride in within)
        return self._file.values(first, lengths, self._strides, self._dtype)


def flat_values(data: h5py.Dataset, file: FlatFile) -> FlatValues | None:
    """How to read a data set without the library; None where its values must go through it.

    Args:
        data: of which; whoever asks holds the lock.
        file: that holds it.
    """
    try:
        if not _as_numpy(data):
            return None
        lengths = data.chunks or data.shape
        places = _places(data, bytes_of(lengths, data.dtype.itemsize), file.size)
        found = None if places is None else FlatValues(data, lengths, places, file)
        return found if found and _agree(data, found) else None
    except (*DAMAGED, ReadError):
        return None  # which will be told when the library reads it


def _as_numpy(data: h5py.Dataset) -> bool:
    """Whether it holds many numbers as numpy would store them, in this file."""
    from h5py import h5d, h5t

    creation = data.id.get_create_plist()
    return (
        data.dtype.kind in "iuf"
        and data.size * data.dtype.itemsize >= _WORTH
        and creation.get_layout() in (h5d.CONTIGUOUS, h5d.CHUNKED)
        and not creation.get_nfilters()
        and not creation.get_external_count()
        and h5t.py_create(data.dtype).equal(data.id.get_type())
    )


def _places(data: h5py.Dataset, size: int, end: int) -> dict[tuple[int, ...], int] | None:
    """Where pieces of so many bytes begin; None where one is not as it should be, or there are many."""
    if not data.chunks:
        first = data.id.get_offset()
        if first is None or data.id.get_storage_size() != size or first + size > end:
            return None
        return {(0,) * data.ndim: first}
    found: dict[tuple[int, ...], int] = {}
    odd: list[Any] = []

    def look(chunk: Any) -> bool | None:
        if chunk.byte_offset is None or chunk.size != size or chunk.byte_offset + size > end:
            odd.append(chunk)
        found[tuple(chunk.chunk_offset)] = chunk.byte_offset
        return bool(odd) or len(found) > _CHUNKS or None

    data.id.chunk_iter(look)
    return None if odd or len(found) > _CHUNKS else found


def _agree(data: h5py.Dataset, found: FlatValues) -> bool:
    """Whether the first and the last value are those that the library reads."""
    ends: list[Window] = [
        tuple(slice(0, 1, 1) for _ in data.shape),
        tuple(slice(n - 1, n, 1) for n in data.shape),
    ]
    for end in ends:
        value = found.read(end)
        if value is None or value.tobytes() != np.asarray(data[end]).tobytes():
            return False
    return True
