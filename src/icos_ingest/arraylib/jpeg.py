"""The segments of a JPEG, up to the mark of its end (ITU-T T.81, annex B)."""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from icos_ingest.arraylib.layout import Layout, trailing, unended
from icos_ingest.arraylib.multi_picture import MARK, pictures
from icos_ingest.model import Fault, Place

_MARK = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_IN_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""What ends a scan: a marker that is none of restart and no stuffed byte."""
_SOI, _EOI, _SOS, _APP2 = 0xD8, 0xD9, 0xDA, 0xE2
_BESIDE = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""Applications and comments; JFIF and Adobe say how colours are coded."""
_ALONE = frozenset({0x01, _SOI, *range(0xD0, 0xD8)})
"""Markers without a segment."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start of a frame; the three are tables of Huffman and arithmetic coding, and reserved."""
_ARITHMETIC = frozenset({0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_LOSSLESS = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
_HIERARCHICAL = frozenset({0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF})


_SEGMENTS = 100_000
"""Segments beside the pixels that are followed; the rest is left to the decoder."""


class Frame(Struct, frozen=True):
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


class Jpeg(Struct, frozen=True):
    """What the segments say.

    Attributes:
        frame: how the pixels are coded, if there is one.
        layout: how the bytes are laid out.
        beside: first byte and length of each segment that pixels can be decoded without.
    """

    frame: Frame | None
    layout: Layout
    beside: tuple[tuple[int, int], ...] = ()


def pixels_alone(path: Path, beside: Sequence[tuple[int, int]]) -> bytes:
    """A JPEG without the segments beside its pixels."""
    data = path.read_bytes()
    starts = [0, *(at + length for at, length in beside)]
    ends = [*(at for at, _ in beside), len(data)]
    return b"".join(data[start:end] for start, end in zip(starts, ends, strict=True))


def read_jpeg(stream: BinaryIO) -> Jpeg:
    """Follow the segments; pixels are not looked at.

    What is wrong with the order or the inside of segments is left to the decoder.
    """
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        walk = _Walk(data)
        return Jpeg(walk.frame, walk.layout, tuple(walk.beside))


class _Walk:
    """One way through the segments of a JPEG."""

    def __init__(self, data: mmap.mmap) -> None:
        self.frame: Frame | None = None
        self.beside: list[tuple[int, int]] = []
        self._several = False
        self._beyond: tuple[Fault, ...] = ()
        self._stray: tuple[Fault, ...] = ()
        self.layout = self._followed(data, len(data))

    def _followed(self, data: mmap.mmap, end: int) -> Layout:
        at = 2
        while mark := _MARK.search(data, at):
            self._between(at, mark.start())
            marker, at = mark[1][0], mark.end()
            if marker == _EOI:
                # Other pictures may follow behind the first one (CIPA DC-007, multi-picture format).
                # One of them that is not all there is told where the first is whole.
                after = self._beyond if self._several else trailing(at, end)
                return Layout(_uncommon(self.frame), (*self._stray, *after))
            if marker in _ALONE:
                continue
            length = max(2, int.from_bytes(data[at : at + 2], "big"))
            if at + length > end:
                detail = (
                    f"segment FF {marker:02X} claims {length:,} bytes and goes on beyond the end of the file"
                )
                fault = Fault("image-truncated", Place(offset=mark.start()), "a segment in the file", detail)
                return Layout((fault, *_uncommon(self.frame)))
            if len(self.beside) > _SEGMENTS:
                break
            self._segment(marker, data[at + 2 : at + 8], mark.start(), at + length)
            if marker == _APP2 and data[at + 2 : at + 6] == MARK:
                self._beyond += _beyond(data[at + 6 : at + length], at + 6, end)
            at += length
            if marker == _SOS:
                found = _IN_SCAN.search(data, at)
                at = found.start() if found else end
        else:
            return Layout(_uncommon(self.frame), unended(end, "the end marker FF D9"))
        return Layout(_uncommon(self.frame))

    def _between(self, at: int, marker: int) -> None:
        """Keep where bytes that belong to no segment stand first; libjpeg passes over them."""
        if marker > at and not self._stray:
            detail = f"{marker - at:,} stray bytes stand between its segments, from byte {at:,}"
            self._stray = (Fault("image-irregular", Place(offset=at), "the marker of a segment", detail),)

    def _segment(self, marker: int, head: bytes, start: int, end: int) -> None:
        if marker in _FRAMES and len(head) == 6 and self.frame is None:
            self.frame = _frame(marker, head)
        if marker in _BESIDE:
            self.beside.append((start, end - start))
            self._several |= head[:4] == MARK


def _beyond(index: bytes, start: int, end: int) -> tuple[Fault, ...]:
    """The first of several pictures that goes beyond the end of the file."""
    for number, (at, length) in enumerate(pictures(index, start), 1):
        if at + length > end:
            detail = f"picture {number} goes on to byte {at + length:,}, and the file has {end:,}"
            return (Fault("image-truncated", Place(offset=end), "all pictures that are listed", detail),)
    return ()


def _frame(marker: int, head: bytes) -> Frame:
    return Frame(marker, head[0], int.from_bytes(head[3:5], "big"), int.from_bytes(head[1:3], "big"))


def _uncommon(frame: Frame | None) -> tuple[Fault, ...]:
    if frame is None or frame.unread or frame.uncommon is None:
        return ()
    return (Fault("image-uncommon", expected="baseline or progressive JPEG", detail=frame.uncommon),)
