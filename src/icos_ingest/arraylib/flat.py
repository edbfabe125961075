"""Values that lie in a file as they lie in memory: read without any library, by as many threads as wish.

What was mapped would have to be copied, page after page; what is read fills an array at once.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from icos_ingest.content import Values
from icos_ingest.errors import CorruptFile, Truncated

_SCATTERED = 16_384
"""Bytes of a run below which many runs are not worth a call each."""
_CUT = "it was cut off; copy it again from where it was written"


class FlatFile:
    """The bytes of a file, any of them from any thread.

    Args:
        path: of the file.

    Attributes:
        size: bytes that it had when it was opened.
    """

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb", buffering=0)
        self._lock = threading.Lock()
        self.size = os.fstat(self._stream.fileno()).st_size

    def close(self) -> None:
        """Nothing is read any more."""
        self._stream.close()

    def values(
        self, first: int, lengths: Sequence[int], steps: Sequence[int], dtype: np.dtype[Any]
    ) -> Values | None:
        """Values at even distances; None where they lie scattered, so that to map the file is quicker.

        Args:
            first: byte of the first one.
            lengths: of the axes, none of them 0.
            steps: bytes from one to the next along each axis.
            dtype: as they are stored.

        Raises:
            Truncated: the file became shorter.
            CorruptFile: the system cannot read it.
        """
        run, axes = dtype.itemsize, len(lengths)
        while axes and (lengths[axes - 1] == 1 or steps[axes - 1] == run):
            axes -= 1
            run *= lengths[axes]
        if axes and run < _SCATTERED:
            return None
        values = np.empty(lengths, dtype)
        room = values.reshape(-1).view(np.uint8).data
        for number, corner in enumerate(product(*map(range, lengths[:axes]))):
            at = first + sum(i * step for i, step in zip(corner, steps, strict=False))
            self._fill(room[number * run : (number + 1) * run], at)
        return values

    def _fill(self, room: memoryview, at: int) -> None:
        while room:
            try:
                got = self._read(room, at)
            except OSError as error:
                raise CorruptFile(f"the file cannot be read at byte {at:,} ({error.strerror})") from error
            if not got:
                raise Truncated(f"the file ends at byte {at:,}, while it is read", hint=_CUT)
            room, at = room[got:], at + got

    def _read(self, room: memoryview, at: int) -> int:
        if hasattr(os, "preadv"):
            return os.preadv(self._stream.fileno(), [room], at)
        with self._lock:  # a system where reading needs a seek before
            self._stream.seek(at)
            return self._stream.readinto(room)
