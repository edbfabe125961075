"""A file without some of its parts, as a stream."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import BinaryIO


class Spliced(io.RawIOBase):
    """Parts of a file one behind the other; nothing is copied.

    Args:
        stream: the file; it stays open when this is closed.
        parts: first byte and length of each part.
    """

    def __init__(self, stream: BinaryIO, parts: Sequence[tuple[int, int]]) -> None:
        self._stream = stream
        self._parts = parts
        self._ends = list(accumulate(length for _, length in parts))
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._ends[-1] if self._ends else 0}
        self._at = max(0, base[whence] + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is wider
        number = bisect_right(self._ends, self._at)
        if number == len(self._parts):
            return 0
        start, length = self._parts[number]
        inside = self._at - (self._ends[number] - length)
        self._stream.seek(start + inside)
        part = self._stream.read(min(len(buffer), length - inside))
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
