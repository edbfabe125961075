"""An array of a content inside xarray: indexed first, read later, in windows within the limits."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import Array
from icos_ingest.errors import LimitExceeded
from icos_ingest.model import LIMITS

if TYPE_CHECKING:
    from xarray.core.indexing import LazilyIndexedArray


def lazy(array: Array, limit: int = LIMITS.array) -> LazilyIndexedArray:
    """The array for an `xarray.Variable`; what is asked for is read in pieces of at most `limit` bytes.

    Raises:
        LimitExceeded: it claims more values than can be counted.
    """
    if max(array.shape, default=0) > sys.maxsize:
        raise LimitExceeded(f"'{array.name}' claims a length of {max(array.shape):,}")
    from xarray.backends import BackendArray
    from xarray.core import indexing

    class Lazy(BackendArray):
        """The way in that xarray's backends share."""

        shape = array.shape
        dtype = array.dtype

        def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
            return indexing.explicit_indexing_adapter(
                key, array.shape, indexing.IndexingSupport.BASIC, self._read
            )

        def _read(self, key: tuple[Any, ...]) -> Any:
            return read_pieces(array, key, limit)

    return indexing.LazilyIndexedArray(Lazy())


def read_pieces(array: Array, key: tuple[Any, ...], limit: int) -> Any:
    """The values under a key of integers and slices with positive steps.

    Raises:
        LimitExceeded: this machine has no memory for so many.
    """
    window = tuple(
        slice(k % n, k % n + 1) if isinstance(k, int | np.integer) else slice(*k.indices(n))
        for k, n in zip(key, array.shape, strict=True)
    )
    drop = tuple(0 if isinstance(k, int | np.integer) else slice(None) for k in key)
    lengths = [len(range(w.start, w.stop, w.step or 1)) for w in window]
    if math.prod(lengths) * array.dtype.itemsize <= limit:
        return array.read(window)[drop]
    try:
        values = np.empty(lengths, array.dtype)
    except MemoryError as error:
        raise LimitExceeded(
            f"the {math.prod(lengths):,} values of '{array.name}' do not fit into memory",
            hint="open the file with `chunks={}`, unless it claims more than it holds",
        ) from error
    for piece in array.windows(limit):
        parts = [_overlap(p, w) for p, w in zip(piece, window, strict=True)]
        if all(parts):
            source, target = zip(*parts, strict=True)
            values[target] = array.read(source)
    return values[drop]


def _overlap(piece: slice, window: slice) -> tuple[slice, slice] | None:
    """Where a piece meets a window: in the array, and in the result; None where it does not."""
    step = window.step or 1
    first = max(0, -((window.start - piece.start) // step)) if piece.start > window.start else 0
    start = window.start + first * step
    stop = min(piece.stop, window.stop)
    count = len(range(start, stop, step))
    if not count:
        return None
    return slice(start, stop, step), slice(first, first + count)
