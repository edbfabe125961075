"""The heaps in which an HDF5 file keeps texts and references, looked at before the library reads them.

A heap is objects one behind the other (HDF5 File Format Specification 3.0, III.E). At free space of no
length, which is what a block of zeros says, the library goes round for ever.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

_SIGNATURE = b"GCOL\x01\0\0\0"
_HEADER, _OBJECT = struct.Struct("<8sQ"), struct.Struct("<HH4xQ")
_LARGEST = 256 << 20
"""Bytes of a file that is looked through; in a larger one the child's clock ends what goes round."""


def endless_heap(path: Path) -> int | None:
    """The byte at which a heap has free space of no length; None where none has.

    Args:
        path: of a file whose lengths take eight bytes.
    """
    if not _HEADER.size < path.stat().st_size <= _LARGEST:
        return None
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = -1
        while (at := data.find(_SIGNATURE, at + 1)) >= 0:
            if (broken := _broken(data, at)) is not None:
                return broken
    return None


def _broken(data: mmap.mmap, at: int) -> int | None:
    if at + _HEADER.size > len(data):
        return None
    end = min(at + _HEADER.unpack_from(data, at)[1], len(data))
    at += _HEADER.size
    while at + _OBJECT.size <= end:
        number, _, size = _OBJECT.unpack_from(data, at)
        if not number and not size:
            return at
        # Free space counts its own header; an object is padded to eight bytes.
        at += size if not number else _OBJECT.size + -(-size // 8) * 8
    return None
