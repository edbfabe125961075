"""Values on dimensions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from icos_ingest.content.rows import Values
from icos_ingest.model import LIMITS


@dataclass(frozen=True)
class Array:
    """Values on dimensions, read window by window.

    Attributes:
        path: name with its groups, `/group/name`; `/name` in the root.
        dims: names, one per axis; empty for a scalar.
        shape: lengths of the axes.
        dtype: of the values as they are stored (packed, undecoded).
        attrs: as they stand in the file.
        read: gives the values of a window, raising a `ReadError` where they cannot be had.
        chunks: the file's own chunk, tile or strip, None where it is contiguous.
    """

    path: str
    dims: tuple[str, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    attrs: Mapping[str, Any]
    read: Callable[[tuple[slice, ...]], Values] = field(repr=False)
    chunks: tuple[int, ...] | None = None
    encoding: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name without its groups."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def group(self) -> str:
        """The group, `/` for the root."""
        return self.path.rsplit("/", 1)[0] or "/"

    def windows(self, limit: int = LIMITS.array) -> Iterator[tuple[slice, ...]]:
        """Windows that cover every value once, aligned to chunks, of at most about `limit` bytes each."""
        if 0 in self.shape:
            return
        step = _window(self.shape, self.chunks, max(1, limit // max(1, self.dtype.itemsize)))
        starts = (range(0, length, size) for length, size in zip(self.shape, step, strict=True))
        for corner in product(*starts):
            yield tuple(slice(a, min(a + s, n)) for a, s, n in zip(corner, step, self.shape, strict=True))

    def chunks_in(self, window: tuple[slice, ...]) -> Iterator[tuple[slice, ...]]:
        """The file's own chunks in one of `windows`; the window itself where the values are contiguous."""
        step = self.chunks or tuple(part.stop - part.start for part in window)
        starts = (range(part.start, part.stop, size) for part, size in zip(window, step, strict=True))
        for corner in product(*starts):
            ends = zip(corner, step, window, strict=True)
            yield tuple(slice(a, min(a + size, part.stop)) for a, size, part in ends)


def _window(shape: tuple[int, ...], chunks: tuple[int, ...] | None, points: int) -> tuple[int, ...]:
    """The largest window of whole chunks within `points` values, growing from the fastest axis."""
    step = [min(c, n) for c, n in zip(chunks or (1,) * len(shape), shape, strict=True)]
    for axis in reversed(range(len(shape))):
        others = math.prod(step) // step[axis]
        room = max(1, points // others)
        if room >= shape[axis]:
            step[axis] = shape[axis]
            continue
        step[axis] = max(step[axis], room // step[axis] * step[axis])
        break
    return tuple(step)
