"""The list of data elements of an HDF4 file, read from the bytes alone.

Each element has a tag (what it is), a number, and a place (HDF4 specification, chapter 2: data descriptor
blocks). Read before the C library, it tells what the library would be led to: beyond the end of the file,
round in circles, or into other files.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from icos_ingest.arraylib.attributes import latin_or_utf8
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated

SIGNATURE = b"\x0e\x03\x13\x01"
_NULL = 1
IMAGES = frozenset({202, 203, 302, 306})
"""Tags of raster images of eight bits, compressed or not, of general raster images and of their groups."""
_SPECIAL, _EXTERNAL = 0x4000, 2
_NO_PLACE = 0xFFFFFFFF
_MOST = 1_000_000
_LONGEST_NAME = 1_000
_COPY = "it was cut off or damaged; copy it again from where it was written"


class Element(Struct, frozen=True):
    """One data element: tag and number, the byte where it begins, and its bytes."""

    tag: int
    number: int
    first: int
    size: int

    @property
    def special(self) -> bool:
        """Whether the bytes only describe how it is stored: in blocks, in chunks, in another file."""
        return bool(self.tag & _SPECIAL) and self.tag < 0x8000


def elements(stream: BinaryIO, end: int) -> list[Element]:
    """All data elements of a file.

    Args:
        stream: the file.
        end: its size in bytes.

    Raises:
        CorruptFile: the list goes round in a circle.
        Truncated: the list, or an element, lies beyond the end.
        LimitExceeded: there are more than a million elements.
    """
    found: list[Element] = []
    at, seen = len(SIGNATURE), set[int]()
    while at:
        if at in seen:
            raise CorruptFile(f"its list of data elements comes back to byte {at:,}", hint=_COPY)
        seen.add(at)
        count, following = struct.unpack(">HI", bytes_at(stream, at, 6, end))
        if len(found) + count > _MOST:
            raise LimitExceeded(f"it holds more than {_MOST:,} data elements")
        block = bytes_at(stream, at + 6, 12 * count, end)
        found += [Element(*one) for one in struct.iter_unpack(">HHII", block) if one[0] != _NULL]
        at = following
    for one in found:
        if one.first != _NO_PLACE and one.size != _NO_PLACE and one.first + one.size > end:
            told = f"the data element {one.tag}/{one.number} ends at byte {one.first + one.size:,}"
            raise Truncated(f"{told}, but the file at byte {end:,}", hint=_COPY)
    return found


def outside(stream: BinaryIO, found: list[Element], end: int) -> Iterator[str]:
    """Names of the other files in which elements lie (special code 2: external)."""
    for one in found:
        if not one.special or one.size == _NO_PLACE or one.size < 14:
            continue
        (code,) = struct.unpack(">H", bytes_at(stream, one.first, 2, end))
        if code == _EXTERNAL:
            # The code is followed by the length of the data, their offset in the other file, and its name.
            _, _, length = struct.unpack(">III", bytes_at(stream, one.first + 2, 12, end))
            yield latin_or_utf8(bytes_at(stream, one.first + 14, min(length, _LONGEST_NAME), end))


def bytes_at(stream: BinaryIO, at: int, size: int, end: int) -> bytes:
    """Some bytes of the file, which must be there."""
    if at + size > end:
        raise Truncated(f"its list of data elements goes on to byte {at + size:,} of {end:,}", hint=_COPY)
    stream.seek(at)
    return stream.read(size)
