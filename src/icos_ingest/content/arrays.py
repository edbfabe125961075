"""Values on dimensions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct, field

from icos_ingest.ahead import in_order
from icos_ingest.content.rows import Values
from icos_ingest.errors import CorruptFile, LimitExceeded, ReadError
from icos_ingest.model import LIMITS, Place

T = TypeVar("T")
Window = tuple[slice, ...]
PIECE = 1 << 22
"""Bytes of one piece in a pass over all values: looking again at what a processor's cache holds is cheap."""
_AHEAD = 500_000
"""Bytes from which a piece is worth a thread."""
_BROKEN = 1_000
"""Pieces that cannot be read, after which no more are tried."""


class Array(Struct, frozen=True, eq=False):
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
    read: Callable[[tuple[slice, ...]], Values]
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

    def place(self, index: tuple[int, ...] | None = None, value: str | None = None) -> Place:
        """Where it stands in its file, or one of its values."""
        group = None if self.group == "/" else self.group
        return Place(field=self.name, group=group, index=index, value=value)

    def windows(self, limit: int = LIMITS.array) -> Iterator[tuple[slice, ...]]:
        """Windows that cover every value once, aligned to chunks, of at most about `limit` bytes each."""
        if 0 in self.shape:
            return
        step = _window(self.shape, self.chunks, max(1, limit // max(1, self.dtype.itemsize)))
        starts = (range(0, length, size) for length, size in zip(self.shape, step, strict=True))
        for corner in product(*starts):
            yield tuple(slice(a, min(a + s, n)) for a, s, n in zip(corner, step, self.shape, strict=True))

    def pieces(self, limit: int = LIMITS.array) -> Iterator[tuple[Window, Values | ReadError]]:
        """Every value once, read ahead of whoever looks at it; where it cannot be had, why.

        Args:
            limit: bytes of one piece.
        """
        return self.looked(lambda _, values: values, limit)

    def looked(
        self, look: Callable[[Window, Values], T], limit: int = LIMITS.array
    ) -> Iterator[tuple[Window, T | ReadError]]:
        """What is found in each piece, looked at by the thread that reads it; where it cannot be had, why.

        A piece of several chunks, one of which is damaged, is read again chunk by chunk.

        Args:
            look: at the values of a window, on any thread.
            limit: bytes of one piece.
        """
        broken = 0
        seen = partial(self._seen, look)
        pieces = self.windows(min(limit, PIECE))
        for window, first in in_order(seen, pieces, lambda window: self._bytes(window) > _AHEAD):
            parts = self._parts(window) if isinstance(first, CorruptFile) else [window]
            for part in parts:
                found = first if part == window else seen(part)
                if broken >= _BROKEN and isinstance(found, ReadError):
                    what = f"more than {_BROKEN:,} pieces cannot be read; those behind them were not tried"
                    yield part, LimitExceeded(what)
                    return
                broken += isinstance(found, ReadError)
                yield part, found

    def _seen(self, look: Callable[[Window, Values], T], window: Window) -> T | ReadError:
        try:
            values = self.read(window)
        except ReadError as error:
            return error
        return look(window, values)

    def _bytes(self, window: Window) -> int:
        return math.prod(len(range(*part.indices(n))) for part, n in zip(window, self.shape, strict=True)) * (
            self.dtype.itemsize
        )

    def _parts(self, window: Window) -> Iterator[Window]:
        """The chunks of a window, which begins with one."""
        steps = self.chunks or tuple(part.stop - part.start for part in window)
        starts = (range(p.start, p.stop, max(1, step)) for p, step in zip(window, steps, strict=True))
        for corner in product(*starts):
            yield tuple(slice(a, min(a + s, p.stop)) for a, s, p in zip(corner, steps, window, strict=True))


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
