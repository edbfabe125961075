"""The segments of a JPEG, up to the mark of its end (ITU-T T.81, annex B)."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from typing import BinaryIO

from icos_ingest.arraylib.layout import Layout, trailing, unended
from icos_ingest.model import Fault, Place

_MARK = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_IN_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""What ends a scan: a marker that is none of restart and no stuffed byte."""
_SOI, _EOI, _SOS, _APP2 = 0xD8, 0xD9, 0xDA, 0xE2
_ALONE = frozenset({0x01, _SOI, *range(0xD0, 0xD8)})
"""Markers without a segment."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start of a frame; the three are tables of Huffman and arithmetic coding, and reserved."""
_ARITHMETIC = frozenset({0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_LOSSLESS = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
_HIERARCHICAL = frozenset({0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF})


@dataclass(frozen=True)
class Frame:
    """How the pixels are coded: the marker of the frame, bits of a sample, size in pixels."""

    marker: int
    bits: int
    width: int
    height: int

    @property
    def unread(self) -> str | None:
        """Why libjpeg-turbo, as most programs have it, does not decode such a frame; None where it does."""
        if self.marker in _HIERARCHICAL:
            return "hierarchical coding"
        return f"{self.bits} bits per sample" if self.bits != 8 else None

    @property
    def uncommon(self) -> str | None:
        """What only few programs decode, None for baseline and progressive JPEG."""
        if self.marker in _LOSSLESS:
            return "lossless coding"
        return "arithmetic coding" if self.marker in _ARITHMETIC else None


@dataclass(frozen=True)
class Jpeg:
    """What the segments say: the frame, if there is one, and how the bytes are laid out."""

    frame: Frame | None
    layout: Layout


def read_jpeg(stream: BinaryIO) -> Jpeg:
    """Follow the segments; pixels are not looked at.

    What is wrong with the order or the inside of segments is left to the decoder.
    """
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _followed(data)


def _followed(data: mmap.mmap) -> Jpeg:
    at, end, frame, several = 2, len(data), None, False
    while mark := _MARK.search(data, at):
        marker, at = mark[1][0], mark.end()
        if marker == _EOI:
            after = () if several else trailing(at, end)
            return Jpeg(frame, Layout(_uncommon(frame), after))
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if at + max(length, 2) > end:
            detail = f"segment FF {marker:02X} claims {length:,} bytes and goes on beyond the end of the file"
            fault = Fault("image-truncated", Place(offset=mark.start()), "a segment in the file", detail)
            return Jpeg(frame, Layout((fault, *_uncommon(frame))))
        if marker in _FRAMES and length >= 8 and frame is None:
            frame = _frame(marker, data[at + 2 : at + 8])
        # Other pictures may follow behind the first one (CIPA DC-007, multi-picture format).
        several |= marker == _APP2 and data[at + 2 : at + 6] == b"MPF\0"
        at += max(length, 2)
        if marker == _SOS:
            found = _IN_SCAN.search(data, at)
            at = found.start() if found else end
    return Jpeg(frame, Layout(_uncommon(frame), unended(end, "the end marker FF D9")))


def _frame(marker: int, head: bytes) -> Frame:
    return Frame(marker, head[0], int.from_bytes(head[3:5], "big"), int.from_bytes(head[1:3], "big"))


def _uncommon(frame: Frame | None) -> tuple[Fault, ...]:
    if frame is None or frame.unread or frame.uncommon is None:
        return ()
    return (Fault("image-uncommon", expected="baseline or progressive JPEG", detail=frame.uncommon),)
