"""Windows of arrays: tested against the limits before anything is allocated, read under a lock."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence

import numpy as np

from icos_ingest.content import Values
from icos_ingest.errors import LimitExceeded

HDF4_LOCK = threading.RLock()
HDF5_LOCK = threading.RLock()
GDAL_LOCK = threading.RLock()
PILLOW_LOCK = threading.RLock()

Window = tuple[slice, ...]
Reader = Callable[[Window], Values]


def bounded(name: str, shape: Sequence[int], itemsize: int, limit: int, fetch: Reader) -> Reader:
    """A reader of windows that refuses what is larger than `limit` bytes.

    Args:
        name: of the array, for the message.
        shape: lengths of the axes.
        itemsize: bytes of one stored value.
        limit: bytes of one window.
        fetch: gives a window whose slices have start, stop and a positive step.
    """

    def read(window: Window) -> Values:
        exact = tuple(_exact(part, length) for part, length in zip(window, shape, strict=True))
        size = math.prod(len(range(p.start, p.stop, p.step)) for p in exact) * itemsize
        if size > limit:
            raise LimitExceeded(
                f"a window of {size:,} bytes of '{name}' is larger than the limit of {limit:,}",
                hint="read it in smaller windows, or raise the limit 'array'",
            )
        return fetch(exact)

    return read


def _exact(part: slice, length: int) -> slice:
    start, stop, step = part.indices(length)
    if step < 1:
        raise ValueError("the step of a window must be positive")
    return slice(start, max(start, stop), step)


def overlap(corner: Sequence[int], lengths: Sequence[int], window: Window) -> Window:
    """The part of a window that lies in the chunk which begins at a corner; empty slices where none does."""
    return tuple(
        slice(max(at, part.start), min(at + length, part.stop))
        for at, length, part in zip(corner, lengths, window, strict=True)
    )


def native(dtype: np.dtype[np.generic]) -> np.dtype[np.generic]:
    """The type in this machine's byte order, without a library's own marks."""
    return np.dtype(dtype.str).newbyteorder("=") if dtype.kind != "O" else np.dtype(object)


def bytes_of(shape: Sequence[int], itemsize: int) -> int:
    """Bytes of a whole array; Python's integers do not overflow."""
    return math.prod(shape) * itemsize
