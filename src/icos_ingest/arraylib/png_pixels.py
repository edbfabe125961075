"""Where the pixels of a PNG stop: the scan line at which unfolding fails (PNG 1.2, chapters 5 and 6)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct

from icos_ingest.arraylib.layout import unended
from icos_ingest.arraylib.png import Chunk, Header
from icos_ingest.model import Fault, Place

_PIECE = 1 << 15
_MOST = 1 << 20
_ADAM7 = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))
"""First row, first column, step of rows, step of columns of the seven passes (PNG 1.2, section 2.6)."""


class _Pass(Struct, frozen=True):
    """Scan lines of one length: how many, and the bytes of one with its filter type."""

    lines: int
    size: int
    first: int = 0
    step: int = 1


def pixel_fault(stream: BinaryIO, header: Header, chunks: Sequence[Chunk]) -> Fault | None:
    """The fault of pixels that do not unfold to the last, or not to their checksum (Adler-32); None if sound.

    Args:
        stream: the file.
        header: of the PNG.
        chunks: as far as they can be followed.
    """
    passes = [one for one in _passes(header) if one.lines and one.size > 1]
    wanted = sum(one.lines * one.size for one in passes)
    unfolded, offset, said, ended = _unfold(stream, [c for c in chunks if c.name == b"IDAT"], wanted)
    line = _line(passes, min(unfolded, wanted - 1)) if wanted else 0
    place = Place(offset=offset, field="image", index=(line,))
    where = f"in scan line {line + 1:,} of {header.height:,}"
    if said:
        if unfolded >= wanted:
            where = "behind the last scan line"
        return Fault("image-damaged", place, detail=f"the pixels cannot be unfolded {where} ({said})")
    if unfolded < wanted:
        detail = f"the pixels stop {where}, after {unfolded:,} of {wanted:,} bytes"
        return Fault("image-truncated", place, detail=detail)
    return None if ended else unended(offset, "the checksum of its pixels")[0]


def _passes(header: Header) -> Iterator[_Pass]:
    if not header.interlaced:
        yield _Pass(header.height, 1 + (header.width * header.bits + 7) // 8)
        return
    for row, column, down, right in _ADAM7:
        width = len(range(column, header.width, right))
        yield _Pass(len(range(row, header.height, down)), 1 + (width * header.bits + 7) // 8, row, down)


def _line(passes: Sequence[_Pass], at: int) -> int:
    """The row of the image, from 0, to which a byte of the unfolded pixels belongs."""
    for one in passes:
        if at < one.lines * one.size:
            return one.first + at // one.size * one.step
        at -= one.lines * one.size
    return 0


def _unfold(stream: BinaryIO, chunks: Sequence[Chunk], wanted: int) -> tuple[int, int, str, bool]:
    """Bytes that unfold, the byte of the file at which that ends, what zlib says if it goes wrong.

    Last comes whether all that belongs to the pixels was there. What unfolds to more than is wanted is not
    followed further.
    """
    unfolder, unfolded, at = zlib.decompressobj(), 0, 0
    for start, part in _pieces(stream, chunks):
        at = start + len(part)
        before = unfolder.copy()
        try:
            unfolded += _take(unfolder, part)
        except zlib.error:
            more, byte, said = _byte_by_byte(before, part)
            return unfolded + more, start + byte, said, False
        if unfolder.eof or unfolded > wanted + _MOST:
            return unfolded, at, "", True
    return unfolded, at, "", False


def _pieces(stream: BinaryIO, chunks: Sequence[Chunk]) -> Iterator[tuple[int, bytes]]:
    for chunk in chunks:
        for start in range(0, chunk.length, _PIECE):
            at = chunk.at + 8 + start
            stream.seek(at)
            yield at, stream.read(min(_PIECE, chunk.length - start))


def _take(unfolder: zlib._Decompress, part: bytes) -> int:
    taken = 0
    while part:
        taken += len(unfolder.decompress(part, _MOST))
        part = unfolder.unconsumed_tail
    return taken


def _byte_by_byte(unfolder: zlib._Decompress, part: bytes) -> tuple[int, int, str]:
    """How far a piece goes that goes wrong: bytes that unfold, the byte that does not, and why."""
    unfolded = 0
    for byte in range(len(part)):
        try:
            unfolded += _take(unfolder, part[byte : byte + 1])
        except zlib.error as error:
            return unfolded, byte, str(error).split(": ")[-1]
    return unfolded, len(part), "it cannot be unfolded"
