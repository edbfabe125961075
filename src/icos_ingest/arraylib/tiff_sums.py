"""The checksums of a TIFF's packed strips and tiles, at which GDAL does not look.

Deflate ends in an Adler-32 of what it unfolds to (RFC 1950; TIFF Technical Note 2), but libtiff stops at the
last pixel. Pages that nobody asks GDAL for, such as overviews, are unfolded here alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from icos_ingest.arraylib.ifd import Bytes
from icos_ingest.arraylib.tiff_pages import Page
from icos_ingest.model import Fault, Place

_PIECE = 1 << 20
_WRONG_SUM = "incorrect data check"
_MOST = 20
"""Faults that are told one by one."""


def sum_faults(read: Bytes, pages: Sequence[Page], size: int) -> Iterator[Fault]:
    """Strips and tiles that do not unfold to their checksum, and on further pages those that do not unfold.

    Args:
        read: gives bytes of the file.
        pages: of the file, the one that GDAL reads first.
        size: of the file in bytes; what lies beyond its end was told before.
    """
    told = 0
    for number, page in enumerate(pages):
        if not page.deflated:
            continue
        for index, (offset, length) in enumerate(page.parts):
            if not length or offset + length > size or page.block_bytes > _largest(length):
                continue
            said = _unfolded(read, offset, length)
            if said and (number or said == _WRONG_SUM):
                yield _fault(page, number, index, offset, said)
                told += 1
            if told == _MOST:
                return


def _largest(length: int) -> int:
    """Bytes to which so many of deflate can unfold."""
    return length * 1032 + _PIECE


def _fault(page: Page, number: int, index: int, offset: int, said: str) -> Fault:
    part = f"{'tile' if page.tiled else 'strip'} {index + 1:,} of {len(page.parts):,}"
    where = f"{part} of page {number + 1}" if number else part
    why = "does not unfold to its checksum" if said == _WRONG_SUM else f"cannot be unfolded ({said})"
    return Fault("damaged", Place(offset=offset), "packed pixels as they were written", f"{where} {why}")


def _unfolded(read: Bytes, offset: int, length: int) -> str:
    """What zlib says against a strip or tile, nothing where it is whole."""
    unfolder = zlib.decompressobj()
    try:
        for at in range(offset, offset + length, _PIECE):
            part = read(at, min(_PIECE, offset + length - at))
            while part and not unfolder.eof:
                unfolder.decompress(part, _PIECE)
                part = unfolder.unconsumed_tail
    except zlib.error as error:
        return str(error).split(": ")[-1]
    return ""
