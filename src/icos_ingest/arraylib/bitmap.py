"""Sizes that a BMP or a WebP claims, against the size of its file, and where a QOI ends."""

from __future__ import annotations

from typing import BinaryIO

from icos_ingest.arraylib.layout import Layout, cut_off, trailing
from icos_ingest.model import Fault, Place

_QOI_END, _QOI_TAIL = bytes(7) + b"\1", 1 << 16
"""How a QOI ends, and where that is looked for."""
_CORE = 12
"""Length of the oldest header, whose sizes have two bytes."""
_PLAIN = frozenset({0, 3, 6})
"""Kinds of BMP whose pixels are not compressed: BI_RGB, BI_BITFIELDS, BI_ALPHABITFIELDS."""


def read_bmp(stream: BinaryIO) -> Layout:
    """Rows that the file has no bytes for ([MS-WMF] 2.2.2.9, device-independent bitmap)."""
    end = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(38)
    if len(head) < 38:
        return Layout()
    start, size = (int.from_bytes(head[at : at + 4], "little") for at in (10, 14))
    if size == _CORE:
        width, height = (int.from_bytes(head[at : at + 2], "little") for at in (18, 20))
        bits, kind = int.from_bytes(head[24:26], "little"), 0
    else:
        width, height = (abs(int.from_bytes(head[at : at + 4], "little", signed=True)) for at in (18, 22))
        bits, kind = int.from_bytes(head[28:30], "little"), int.from_bytes(head[30:34], "little")
    row = (width * bits + 31) // 32 * 4
    if kind not in _PLAIN or not row or start + row * height <= end:
        return Layout(after=_behind(head, start, row * height, end) if kind in _PLAIN else ())
    held = max(0, end - start) // row
    detail = f"the file has bytes for {held:,} of {height:,} rows"
    return Layout((Fault("image-truncated", Place(offset=end), "the rows that the header claims", detail),))


def read_qoi(stream: BinaryIO) -> Layout:
    """The mark of the end (The Quite OK Image Format, specification 1.0)."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - _QOI_TAIL))
    tail = stream.read()
    at = tail.rfind(_QOI_END)
    if at < 0:
        return Layout(after=cut_off(end, "its mark of seven zeros and a one"))
    return Layout(after=trailing(end - len(tail) + at + len(_QOI_END), end))


def _behind(head: bytes, start: int, pixels: int, end: int) -> tuple[Fault, ...]:
    """What follows the pixels and the size that the header states; a profile of colours may lie between."""
    stated = int.from_bytes(head[2:6], "little")
    return trailing(max(stated, start + pixels), end) if stated else ()


def read_webp(stream: BinaryIO) -> Layout:
    """The size of the RIFF container (RFC 9649, section 2.4)."""
    end = stream.seek(0, 2)
    stream.seek(4)
    stated = int.from_bytes(stream.read(4), "little") + 8
    if stated > end:
        detail = f"the file has {end:,} of {stated:,} bytes"
        return Layout((Fault("image-truncated", Place(offset=end), "the size that it states", detail),))
    return Layout(after=trailing(stated + stated % 2, end))
