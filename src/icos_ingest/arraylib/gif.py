"""The blocks of a GIF, up to its trailer (GIF89a specification, sections 15 to 27)."""

from __future__ import annotations

from typing import BinaryIO

from icos_ingest.arraylib.layout import Layout, trailing, unended
from icos_ingest.model import Fault, Place

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B


def read_gif(stream: BinaryIO) -> Layout:
    """Follow the blocks; pixels are not looked at.

    Between blocks zeros are passed over, as decoders do; what else begins no block is left to the decoder.
    """
    end = stream.seek(0, 2)
    stream.seek(6)
    screen = stream.read(7)
    if len(screen) == 7:
        stream.seek(_colours(screen[4]), 1)
    if stream.tell() > end:
        detail = "the table of colours goes on beyond the end of the file"
        return Layout((Fault("image-truncated", Place(offset=13), "a trailer 3B", detail),))
    frames = 0
    while block := stream.read(1):
        at = stream.tell() - 1
        if block[0] == _TRAILER:
            return Layout(after=trailing(at + 1, end))
        if block[0] == _IMAGE:
            frames += 1
            head = stream.read(9)
            if len(head) == 9 and not (any(head[4:6]) and any(head[6:8])):
                detail = f"frame {frames:,} has no width or no height"
                return Layout((Fault("image-damaged", Place(offset=at), "a frame with pixels", detail),))
            stream.seek(_colours(head[8]) + 1 if len(head) == 9 else 0, 1)
        elif block[0] == _EXTENSION:
            stream.seek(1, 1)
        elif block[0]:
            return Layout()
        else:
            continue
        if not _skip_pieces(stream, end):
            what = f"frame {frames:,}" if block[0] == _IMAGE else "an extension"
            detail = f"{what} goes on beyond the end of the file"
            return Layout((Fault("image-truncated", Place(offset=at), "a trailer 3B", detail),))
    return Layout(after=unended(end, "the trailer 3B"))


def _colours(flags: int) -> int:
    """Bytes of the table of colours that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_pieces(stream: BinaryIO, end: int) -> bool:
    """Pass over pieces of up to 255 bytes up to the empty one; False where the file ends before it."""
    while size := stream.read(1):
        if not size[0]:
            return True
        if stream.seek(size[0], 1) > end:
            return False
    return False
