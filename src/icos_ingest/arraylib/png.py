"""The chunks of a PNG: complete, in order, with the right checksums (PNG 1.2, section 3.2)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct

from icos_ingest.arraylib.layout import Layout, cut_off, trailing
from icos_ingest.model import Fault, Place

SIGNATURE = b"\x89PNG\r\n\x1a\n"
UNFOLDED = 1 << 20
"""Bytes that a text or a colour profile may unfold to; Pillow takes no more (`MAX_TEXT_CHUNK`)."""
_TIGHT = 100
"""Times its packed size to which no text of words unfolds."""
_LARGEST_PROFILE = 64 << 20
CHUNKS = 500_000
"""Chunks that are followed; writers put 8 KB and more of pixels into each."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bit depths by colour type (PNG 1.2, section 4.1.1)."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers of one pixel by colour type."""
_PIECE = 1 << 20


class Chunk(Struct, frozen=True):
    """One chunk: its name, the byte on which it begins, the bytes of its data, and whether they are sound."""

    name: bytes
    at: int
    length: int
    sound: bool = True

    @property
    def beside(self) -> bool:
        """Whether pixels can be decoded without it (an ancillary chunk, PNG 1.2, section 3.3)."""
        return bool(self.name[0] & 0x20)

    @property
    def shown(self) -> str:
        """The name as text."""
        return self.name.decode("latin-1")


class Header(Struct, frozen=True):
    """Size in pixels, bits of one pixel, and whether rows come in seven passes."""

    width: int
    height: int
    bits: int
    interlaced: bool


class Png(Struct, frozen=True):
    """The chunks of a PNG as far as they can be followed, and what is wrong with them."""

    chunks: tuple[Chunk, ...]
    layout: Layout


def looks_like_png(head: bytes) -> bool:
    """Whether the first bytes were a PNG's before something altered them."""
    alike = sum(a == b for a, b in zip(head, SIGNATURE, strict=False))
    return head[:4] == SIGNATURE[:4] or alike >= len(SIGNATURE) - 2


def read_png(stream: BinaryIO) -> Png:
    """Follow the chunks; pixels are not looked at.

    A faulty chunk whose length still leads to the next one is a fault of its own; after a length that leads
    out of the file nothing can be told.
    """
    stream.seek(0)
    if stream.read(len(SIGNATURE)) != SIGNATURE:
        detail = "the signature is altered, as by a transfer in text mode"
        place = Place(offset=0)
        fault = Fault("image-damaged", place, "the bytes 89 50 4E 47 0D 0A 1A 0A", detail=detail)
        return Png((), Layout((fault,)))
    faults = list(_header_faults(stream))
    end = stream.seek(0, 2)
    at, chunks = len(SIGNATURE), list[Chunk]()
    while not chunks or chunks[-1].name != b"IEND":
        stream.seek(at)
        head = stream.read(8)
        chunk = Chunk(head[4:], at, int.from_bytes(head[:4], "big"))
        if len(head) < 8 or (chunk.name == b"IEND" and at + 12 > end):
            faults += _no_pixels(chunks, at)
            return Png(tuple(chunks), Layout(tuple(faults), cut_off(end, "the chunk IEND")))
        if (broken := _broken_off(chunk, end)) is not None:
            # What there is of its data may still be pixels.
            chunks.append(Chunk(chunk.name, at, max(0, end - at - 8), sound=False))
            return Png(tuple(chunks), Layout((*faults, broken)))
        found = list(_chunk_faults(stream, chunk))
        faults += found
        chunks.append(Chunk(chunk.name, at, chunk.length, sound=not found))
        if len(chunks) > CHUNKS:
            detail = f"there are more than {CHUNKS:,} chunks"
            faults.append(Fault("image-damaged", Place(offset=at), "pixels in fewer chunks", detail))
            return Png(tuple(chunks), Layout(tuple(faults)))
        at += 12 + chunk.length
    faults += _no_pixels(chunks, at)
    return Png(tuple(chunks), Layout(tuple(faults), after=trailing(at, end)))


def png_header(stream: BinaryIO) -> Header | None:
    """What the first chunk says, None where it says nothing that the standard knows."""
    stream.seek(len(SIGNATURE))
    if any(True for _ in _header_faults(stream)):
        return None
    stream.seek(len(SIGNATURE) + 8)
    head = stream.read(13)
    if len(head) < 13:
        return None  # the file ends before
    size = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    return Header(*size, bits=head[8] * _SAMPLES[head[9]], interlaced=bool(head[12]))


def _no_pixels(chunks: Sequence[Chunk], at: int) -> Iterator[Fault]:
    if not any(chunk.name == b"IDAT" for chunk in chunks):
        yield Fault("image-damaged", Place(offset=at), "a chunk IDAT", detail="there are no pixels")


def _broken_off(chunk: Chunk, end: int) -> Fault | None:
    """Why the chunks cannot be followed further."""
    place = Place(offset=chunk.at)
    if not chunk.name.isalpha():
        detail = f"the bytes {chunk.name.hex(' ')} are no name of a chunk"
        return Fault("image-damaged", place, "a chunk", detail=detail)
    if chunk.at + 12 + chunk.length > end:
        detail = (
            f"chunk {chunk.shown} claims {chunk.length:,} bytes and goes on beyond the end of the file, "
            f"which has {end:,}"
        )
        return Fault("image-truncated", place, "a chunk within the file", detail=detail)
    return None


def _header_faults(stream: BinaryIO) -> Iterator[Fault]:
    """What is wrong with size, bit depth and colour type, which the first chunk states."""
    head = stream.read(21)
    if len(head) < 21:
        return
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
        return
    yield Fault("image-damaged", place, "a header as the PNG standard has it", detail=detail)


def _chunk_faults(stream: BinaryIO, chunk: Chunk) -> Iterator[Fault]:
    """A wrong checksum, and a text or profile that cannot or must not be unfolded."""
    place = Place(offset=chunk.at, field=chunk.shown)
    if _checksum(stream, chunk) != int.from_bytes(stream.read(4), "big"):
        kind = "image-side-checksum" if chunk.beside else "image-damaged"
        yield Fault(kind, place, detail=f"the checksum of chunk {chunk.shown} is wrong")
    method, packed = _packed(stream, chunk)
    if method:
        detail = f"the compression method of chunk {chunk.shown} is {method}, and only 0 is defined"
        yield Fault("image-damaged", place, "compression method 0", detail=detail)
    elif len(unfolded := _unfolded(packed)) > UNFOLDED:
        lawful = _is_profile(unfolded) if chunk.name == b"iCCP" else len(unfolded) <= _TIGHT * len(packed)
        kind = "image-large-text" if lawful else "image-unfolding-text"
        detail = f"{chunk.length:,} bytes of chunk {chunk.shown} unfold to more than {UNFOLDED:,}"
        yield Fault(kind, place, f"at most {UNFOLDED:,} bytes", detail=detail)


def _packed(stream: BinaryIO, chunk: Chunk) -> tuple[int, bytes]:
    """Compression method and compressed data of a text or a colour profile; nothing of other chunks.

    After a keyword of up to 79 letters and a zero byte stand the method and the data (PNG 1.2, sections
    4.2.2.4 and 4.2.3.2); an iTXt has a flag before the method, and two more texts behind it (4.2.3.3).
    """
    if chunk.name not in (b"iCCP", b"zTXt", b"iTXt"):
        return 0, b""
    stream.seek(chunk.at + 8)
    # What is compressed beyond this unfolds to more than may be, or is noise.
    data = stream.read(min(chunk.length, _PIECE))
    keyword, _, rest = data.partition(b"\0")
    if len(keyword) > 79 or len(rest) < 2:
        return 0, b""
    if chunk.name != b"iTXt":
        return rest[0], rest[1:]
    return (rest[1], rest[2:].split(b"\0", 2)[-1]) if rest[0] else (0, b"")


def _unfolded(packed: bytes) -> bytes:
    """What packed data unfold to, hardly further than it takes to see that it is too much."""
    try:
        return zlib.decompressobj().decompress(packed, UNFOLDED + 1)
    except zlib.error:
        return b""


def _is_profile(start: bytes) -> bool:
    """Whether data begin as a colour profile of a size that one can have (ICC.1, 7.2)."""
    return start[36:40] == b"acsp" and int.from_bytes(start[:4], "big") <= _LARGEST_PROFILE


def _checksum(stream: BinaryIO, chunk: Chunk) -> int:
    stream.seek(chunk.at + 8)
    crc, left = zlib.crc32(chunk.name), chunk.length
    while left:
        part = stream.read(min(left, _PIECE))
        crc, left = zlib.crc32(part, crc), left - len(part)
    return crc
