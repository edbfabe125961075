"""Scientific data sets of HDF4 and attributes, through the C library (SD interface)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np

from icos_ingest.arraylib.hdf4_tables import KIND, NUMBERS
from icos_ingest.arraylib.windows import HDF4_LOCK, Window, bytes_of
from icos_ingest.content import Values
from icos_ingest.errors import CorruptFile

_COPY = "the file is damaged; copy it again from where it was written"


class DataSet:
    """One scientific data set, opened.

    Args:
        found: the library's own.
        failure: what the library raises.

    Raises:
        CorruptFile: it has no axes.
    """

    def __init__(self, found: Any, failure: type[Exception]) -> None:
        self.found = found
        self.failure = failure
        self.name, rank, lengths, self.kind, self.n_attributes = found.info()
        if rank < 1:  # the library dies of reading it
            raise CorruptFile(f"the data set '{self.name}' has no axes", hint=_COPY)
        self.shape: tuple[int, ...] = tuple(map(int, lengths)) if rank > 1 else (int(lengths),)
        self.is_scale = bool(found.iscoordvar())
        number = NUMBERS.get(self.kind & KIND)
        # The Python wrapper has no whole numbers of eight bytes.
        self.dtype = None if number is None or number in ("i8", "u8") else np.dtype(number)

    def blocks(self, limit: int) -> tuple[int, ...] | None:
        """Lengths of the blocks that are best read at once; None where any are as good.

        Of packed values HDF4 unpacks all that stand before a window, each time.

        Args:
            limit: bytes of one block.
        """
        assert self.dtype is not None, "asked of what is read"
        row = bytes_of(self.shape[1:], self.dtype.itemsize)
        if not self._is_packed() or not 0 < row <= limit:
            return None
        return (max(1, min(self.shape[0], limit // row)), *self.shape[1:])

    def _is_packed(self) -> bool:
        try:
            return bool(self.found.getcompress()[0])
        except (self.failure, ValueError, TypeError):
            return False

    def axes(self) -> list[str]:
        """Names of the axes."""
        return [self.found.dim(axis).info()[0] for axis in range(len(self.shape))]

    def read(self, window: Window) -> Values:
        """The values of a window, one thread at a time.

        Raises:
            CorruptFile: the library cannot give them.
        """
        lengths = [len(range(part.start, part.stop, part.step)) for part in window]
        if 0 in lengths:
            return np.empty(lengths, self.dtype)
        with HDF4_LOCK:
            try:
                raw = self.found.get([p.start for p in window], lengths, [p.step for p in window])
            except (self.failure, ValueError) as error:
                told = f"the values of '{self.name}' cannot be read ({error})"
                raise CorruptFile(told, hint=_COPY) from error
        return np.asarray(raw).astype(self.dtype).reshape(lengths)

    def close(self) -> None:
        """Give the library's handle back."""
        with suppress(self.failure):
            self.found.endaccess()


def attributes(owner: Any, count: int, limit: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Attributes of the file or of a data set, and of those that are not read, why.

    Args:
        owner: the library's own.
        count: of attributes.
        limit: bytes of one attribute, which it may claim and not have.
    """
    found: dict[str, Any] = {}
    odd: dict[str, str] = {}
    for index in range(count):
        attribute = owner.attr(index)
        key, kind, length = attribute.info()
        number = NUMBERS.get(kind & KIND)
        if number is None or number in ("i8", "u8"):
            odd[key] = f"its type, {kind} in HDF4, is not read"
        elif bytes_of((length,), np.dtype(number).itemsize) > limit:
            odd[key] = f"it claims {length:,} values"
        else:
            found[key] = _plain(attribute.get(), number)
    return found, odd


def _plain(value: Any, number: str) -> Any:
    if isinstance(value, str):
        return value.rstrip("\0")
    array = np.atleast_1d(np.asarray(value)).astype(number)
    return array[0] if array.size == 1 else array
