"""Icons (.ico, .icns) hold several pictures, each of which may be a PNG with checksums of its own.

References: ICONDIR and ICONDIRENTRY of Windows; Apple's icon family (icns).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from msgspec.structs import replace

from icos_ingest.arraylib.layout import Layout, trailing
from icos_ingest.arraylib.png import SIGNATURE, read_png
from icos_ingest.arraylib.spliced import Spliced
from icos_ingest.model import Fault, Place

_ENTRY = struct.Struct("<4B2H2L")
_MOST = 1_000
"""Elements of an icon family that are followed; there are some forty kinds."""


def read_ico(stream: BinaryIO) -> Layout:
    """The pictures that the directory lists."""
    end = stream.seek(0, 2)
    stream.seek(4)
    count = int.from_bytes(stream.read(2), "little")
    listed = stream.read(min(count, _MOST) * _ENTRY.size)
    whole = listed[: len(listed) // _ENTRY.size * _ENTRY.size]
    return _judged(stream, [(at, size) for *_, size, at in _ENTRY.iter_unpack(whole)], end)


def read_icns(stream: BinaryIO) -> Layout:
    """The elements, one behind the other, up to the length that the file states."""
    end = stream.seek(0, 2)
    stream.seek(4)
    stated, at = int.from_bytes(stream.read(4), "big"), 8
    pictures = list[tuple[int, int]]()
    while at + 8 <= min(stated, end) and len(pictures) < _MOST:
        stream.seek(at + 4)
        length = int.from_bytes(stream.read(4), "big")
        if length < 8:
            detail = f"the element at byte {at:,} has a length of {length}"
            return Layout((Fault("image-damaged", Place(offset=at), "an element", detail),))
        pictures.append((at + 8, length - 8))
        at += length
    if stated > end:
        detail = f"the file has {end:,} of {stated:,} bytes"
        return Layout((Fault("image-truncated", Place(offset=end), "the size that it states", detail),))
    found = _judged(stream, pictures, end)
    return replace(found, after=trailing(stated, end))


def _judged(stream: BinaryIO, pictures: list[tuple[int, int]], end: int) -> Layout:
    return Layout(tuple(fault for at, size in pictures for fault in _picture(stream, at, size, end)))


def _picture(stream: BinaryIO, at: int, size: int, end: int) -> Iterator[Fault]:
    """A picture that goes beyond the end of the file, or that is a PNG and damaged."""
    if at + size > end:
        detail = f"the picture at byte {at:,} goes on to byte {at + size:,}, and the file has {end:,}"
        yield Fault("image-truncated", Place(offset=end), "a picture within the file", detail)
        return
    stream.seek(at)
    if stream.read(len(SIGNATURE)) != SIGNATURE:
        return
    layout = read_png(io.BufferedReader(Spliced(stream, [(at, size)]))).layout
    for fault in (*layout.faults, *(one for one in layout.after if one.kind != "image-trailing")):
        place = replace(fault.place, offset=(fault.place.offset or 0) + at)
        yield replace(fault, place=place)
