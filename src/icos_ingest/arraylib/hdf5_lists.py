"""Texts and lists of varying length in HDF5, some hundreds of cells at a time.

Their cells hold only where a text lies and how long it is, so a small file may let millions of cells name one
long text. How much that is, is known when they are read; so they are read in parts, and what is more than the
file can hold ends it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from icos_ingest.arraylib.windows import Window
from icos_ingest.content import Values
from icos_ingest.errors import LimitExceeded

_AT_ONCE = 512_000_000
"""Bytes that one part may take, if every cell were as long as the whole file."""
_CELLS = (256, 16_384)
"""Fewest and most cells of a part."""
_CACHED = 1 << 20
"""Bytes of a chunk that HDF5 keeps unpacked; of a larger one all cells are read at once."""
_SHARED = 4
"""Times the size of the file that its texts may have; only what several cells share counts more than once."""


def in_parts(read: Callable[[Window], Any], window: Window, end: int, chunk: int) -> Values:
    """The values of a window.

    Args:
        read: gives a window as h5py does.
        window: of the data set.
        end: bytes of the file.
        chunk: bytes of a chunk, 0 where there are none.

    Raises:
        LimitExceeded: the values are far larger than the file.
    """
    rows = range(window[0].start, window[0].stop, window[0].step) if window else range(0)
    across = max(1, math.prod(len(range(p.start, p.stop, p.step)) for p in window[1:]))
    fewest, most = _CELLS
    cells = min(max(_AT_ONCE // max(1, end), fewest), most)
    step = len(rows) if chunk > _CACHED else max(1, cells // across)
    if len(rows) <= step:
        return np.asarray(read(window))
    parts, total = [], 0
    for first in range(0, len(rows), step):
        part = rows[first : first + step]
        values = np.asarray(read((slice(part.start, part.stop, part.step), *window[1:])))
        total += sum(map(_size, values.flat))
        if total > _SHARED * end + _AT_ONCE // _SHARED:
            raise LimitExceeded(
                f"its texts or lists unfold to more than {total:,} bytes; the file has {end:,}"
            )
        parts.append(values)
    return np.concatenate(parts)


def _size(value: Any) -> int:
    return value.nbytes if isinstance(value, np.ndarray | np.generic) else len(value) if value else 0
