"""Where the stored values of an HDF5 data set lie, compared with the end of the file before any are read."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from icos_ingest.arraylib.hdf5_tree import DAMAGED
from icos_ingest.arraylib.windows import Window, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from h5py import h5d

_KEPT = 1_000
"""Chunks beyond the end that are kept, and chunks that are tried one by one after damage."""


class Stored(Struct, frozen=True):
    """A chunk as it is stored.

    Attributes:
        origin: index of its first value.
        lengths: of its axes.
        first: byte of the file where it begins.
        size: bytes.
    """

    origin: tuple[int, ...]
    lengths: tuple[int, ...]
    first: int
    size: int

    def meets(self, window: Window) -> bool:
        """Whether a window may need some of it."""
        return all(
            at < part.stop and part.start < at + length
            for at, length, part in zip(self.origin, self.lengths, window, strict=True)
        )

    def __str__(self) -> str:
        return f"the chunk at {list(self.origin)} at byte {self.first:,} ({self.size:,} bytes)"


def file_size(found: h5d.DatasetID) -> int:
    """Bytes of the file that holds the data set."""
    from h5py import h5i

    return int(h5i.get_file_id(found).get_filesize())


def beyond(found: h5d.DatasetID) -> list[Stored]:
    """Chunks that should lie beyond the end of the file; of what has no chunks HDF5 knows by itself."""
    from h5py import h5d

    if found.get_create_plist().get_layout() != h5d.CHUNKED:
        return []
    lengths, end = found.get_create_plist().get_chunk(), file_size(found)
    kept: list[Stored] = []

    def look(chunk: Any) -> bool | None:
        if chunk.byte_offset is not None and chunk.byte_offset + chunk.size > end:
            kept.append(Stored(tuple(chunk.chunk_offset), lengths, chunk.byte_offset, chunk.size))
        return len(kept) >= _KEPT or None

    try:
        found.chunk_iter(look)
    except DAMAGED:
        return kept
    return kept


def first_damaged(found: h5d.DatasetID, window: Window) -> Stored | None:
    """The first chunk of a window that cannot be read; None where there are no chunks or all are well."""
    import h5py

    data = h5py.Dataset(found)
    if not data.chunks:
        return None
    for corner in islice(corners(window, data.chunks), _KEPT):
        try:
            data[overlap(corner, data.chunks, window)]
        except DAMAGED:
            return _stored(found, corner, data.chunks)
    return None


def corners(window: Window, lengths: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Where the chunks begin that a window meets."""
    starts = (
        range(w.start // length * length, w.stop, length) for w, length in zip(window, lengths, strict=True)
    )
    return product(*starts)


def _stored(found: h5d.DatasetID, corner: tuple[int, ...], lengths: tuple[int, ...]) -> Stored | None:
    try:
        info = found.get_chunk_info_by_coord(corner)
    except DAMAGED:
        return None
    return Stored(corner, lengths, info.byte_offset or 0, info.size)
