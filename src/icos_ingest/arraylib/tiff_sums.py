"""The checksums of a TIFF's packed strips and tiles, at which GDAL does not look.

Deflate ends in an Adler-32 of what it unfolds to (RFC 1950; TIFF Technical Note 2), but libtiff stops at the
last pixel. Here pages are unfolded that nobody asks GDAL for, such as overviews, and of the one that it reads
those parts whose pixels did not show that they are whole (`tiff_whole.py`).
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct

from icos_ingest.ahead import in_order
from icos_ingest.arraylib.ifd import Bytes
from icos_ingest.arraylib.tiff_pages import Page
from icos_ingest.model import Fault, Place

_PIECE = 1 << 20
_FEW = 1 << 24
"""Packed bytes that are held for another thread, at most."""
_WRONG_SUM = "incorrect data check"
_MOST = 20
"""Faults that are told one by one."""


class _Packed(Struct, frozen=True):
    """A strip or tile; its bytes are read when they are wanted, or were before if they are few."""

    page: Page
    number: int
    index: int
    offset: int
    length: int
    pieces: Iterable[bytes]


def sum_faults(read: Bytes, pages: Sequence[Page], size: int, whole: Container[int]) -> Iterator[Fault]:
    """Strips and tiles that do not unfold to their checksum, and on further pages those that do not unfold.

    Args:
        read: gives bytes of the file.
        pages: of the file, the one that GDAL reads first.
        size: of the file in bytes; what lies beyond its end was told before.
        whole: indices of strips and tiles of the first page that need not be unfolded.
    """
    told = 0
    for packed, said in in_order(_unfolded, _packed(read, pages, size, whole), _is_few):
        if said and (packed.number or said == _WRONG_SUM):
            yield _fault(packed, said)
            told += 1
        if told == _MOST:
            return


def _packed(read: Bytes, pages: Sequence[Page], size: int, whole: Container[int]) -> Iterator[_Packed]:
    for number, page in enumerate(pages):
        for index, (offset, length) in enumerate(page.parts if page.deflated else ()):
            if not length or offset + length > size or page.block_bytes > _largest(length):
                continue
            if not number and index in whole:
                continue
            starts = range(offset, offset + length, _PIECE)
            pieces: Iterable[bytes] = (read(at, min(_PIECE, offset + length - at)) for at in starts)
            if length <= _FEW:
                pieces = list(pieces)  # by one thread, since the file has one position
            yield _Packed(page, number, index, offset, length, pieces)


def _is_few(packed: _Packed) -> bool:
    """Whether other threads may unfold it: its bytes are there."""
    return packed.length <= _FEW


def _largest(length: int) -> int:
    """Bytes to which so many of deflate can unfold."""
    return length * 1032 + _PIECE


def _fault(packed: _Packed, said: str) -> Fault:
    page, number = packed.page, packed.number
    part = f"{'tile' if page.tiled else 'strip'} {packed.index + 1:,} of {len(page.parts):,}"
    where = f"{part} of page {number + 1}" if number else part
    why = "does not unfold to its checksum" if said == _WRONG_SUM else f"cannot be unfolded ({said})"
    return Fault(
        "damaged", Place(offset=packed.offset), "packed pixels as they were written", f"{where} {why}"
    )


def _unfolded(packed: _Packed) -> str:
    """What zlib says against a strip or tile, nothing where it is whole."""
    unfolder = zlib.decompressobj()
    try:
        for piece in packed.pieces:
            part = piece
            while part and not unfolder.eof:
                unfolder.decompress(part, _PIECE)
                part = unfolder.unconsumed_tail
    except zlib.error as error:
        return str(error).split(": ")[-1]
    return ""
