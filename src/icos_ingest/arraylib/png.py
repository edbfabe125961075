"""The chunks of a PNG: complete, in order, with the right checksums (PNG 1.2, section 3.2)."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from icos_ingest.model import Fault, Place

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bit depths by colour type (PNG 1.2, section 4.1.1)."""
_PIECE = 1 << 20


def looks_like_png(head: bytes) -> bool:
    """Whether the first bytes were a PNG's before something altered them."""
    alike = sum(a == b for a, b in zip(head, SIGNATURE, strict=False))
    return head[:4] == SIGNATURE[:4] or alike >= len(SIGNATURE) - 2


def png_faults(stream: BinaryIO) -> list[Fault]:
    """What is wrong with the chunks; pixels are not looked at.

    A faulty chunk whose length still leads to the next one is a fault of its own; after a length that leads
    out of the file nothing can be told.
    """
    stream.seek(0)
    if stream.read(len(SIGNATURE)) != SIGNATURE:
        detail = "the signature is altered, as by a transfer in text mode"
        return [Fault("image-damaged", Place(offset=0), "the bytes 89 50 4E 47 0D 0A 1A 0A", detail=detail)]
    faults = _header_faults(stream)
    end = stream.seek(0, 2)
    at, name, seen = len(SIGNATURE), b"", set[bytes]()
    while name != b"IEND":
        stream.seek(at)
        head = stream.read(8)
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or at + 12 + length > end:
            detail = (
                "there is no IEND chunk" if len(head) < 8 else f"chunk {_shown(name)} goes on beyond the end"
            )
            return [
                *faults,
                Fault("image-truncated", Place(offset=at), "a chunk IEND at the end", detail=detail),
            ]
        if not name.isalpha():
            detail = f"the bytes {name.hex(' ')} are no name of a chunk"
            return [*faults, Fault("image-damaged", Place(offset=at), "a chunk", detail=detail)]
        seen.add(name)
        if _checksum(stream, name, length) != int.from_bytes(stream.read(4), "big"):
            detail = f"the checksum of chunk {_shown(name)} is wrong"
            faults.append(Fault("image-damaged", Place(offset=at, field=_shown(name)), detail=detail))
        at += 12 + length
    if b"IDAT" not in seen:
        faults.append(Fault("image-damaged", Place(offset=at), "a chunk IDAT", detail="there are no pixels"))
    return faults


def _header_faults(stream: BinaryIO) -> list[Fault]:
    """What is wrong with size, bit depth and colour type, which the first chunk states."""
    head = stream.read(21)
    if len(head) < 21:
        return []
    width, height = int.from_bytes(head[8:12], "big"), int.from_bytes(head[12:16], "big")
    depth, colour, compression = head[16], head[17], head[18]
    place = Place(offset=len(SIGNATURE), field="IHDR")
    if head[:8] != b"\0\0\0\rIHDR":
        detail = "the first chunk is not IHDR"
    elif not width or not height:
        detail = f"the size is {width} by {height} pixels"
    elif depth not in _DEPTHS.get(colour, ()):
        detail = f"a bit depth of {depth} does not go with colour type {colour}"
    elif compression:
        detail = f"the compression method is {compression}, and only 0 is defined"
    else:
        return []
    return [Fault("image-damaged", place, "a header as the PNG standard has it", detail=detail)]


def _checksum(stream: BinaryIO, name: bytes, length: int) -> int:
    crc = zlib.crc32(name)
    while length:
        part = stream.read(min(length, _PIECE))
        crc, length = zlib.crc32(part, crc), length - len(part)
    return crc


def _shown(name: bytes) -> str:
    return name.decode("latin-1")
