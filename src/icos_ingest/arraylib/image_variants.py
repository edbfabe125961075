"""Legal images of a kind that Pillow does not open, told by their headers from damaged ones.

Pillow says the same of a kind that it was not taught and of a number that a flipped bit has made; what the
definitions of the formats know is of the first kind.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import BinaryIO

_CORE = 12
"""Length of the oldest header of a BMP."""
_OS2 = frozenset({16, 64})
"""Lengths of the headers of OS/2's second BMP, which numbers its compressions otherwise."""
_HUFFMAN, _RUNS_24 = (1, 3), (24, 4)
"""Bits and compression of what OS/2 alone has."""
_DEPTHS = {2: "2 bits per pixel", 64: "64 bits per pixel"}
_PACKED = {4: "a JPEG within it", 5: "a PNG within it"}
_PACKED |= dict.fromkeys((11, 12, 13), "colours for print (CMYK)")
_MASKED = {3: 3, 6: 4}
"""Compressions that only say which bits are which colour, and how many masks do so."""
_DXGI = range(1, 133)
_MASKED_DEPTHS = (16, 24, 32)
_FORMAT_FLAGS = 0x1 | 0x2 | 0x4 | 0x20 | 0x40 | 0x200 | 0x20000 | 0x80000
"""What DDS_PIXELFORMAT may say: alpha, letters, palette, RGB, YUV, luminance, bumps."""
_LETTERS, _LUMINANCE, _DX10 = 0x4, 0x20000, b"DX10"
_COLOURS = {0: "bitmap", 1: "grey", 2: "indexed colours", 3: "RGB", 4: "CMYK"}
_COLOURS |= {7: "many channels", 8: "duotone", 9: "Lab"}
"""Colour modes of Photoshop by number."""
_SIZ = b"\xff\x4f\xff\x51"
_MOST_COMPONENTS = 16_384
_EXPERIMENTAL, _RAW_COLOURS = 0xFFFF, 2
_OLD_ICONS = frozenset(
    b"ICON ICN# icm# icm4 icm8 ics# ics4 ics8 icl4 icl8 ich# ich4 ich8 TOC icnV name info".split()
)


def variant(known: str, stream: BinaryIO) -> str | None:
    """What an image has that Pillow refuses though its format allows it; None where that is not the reason.

    Args:
        known: the word for the format.
        stream: the file, which Pillow did not open.
    """
    told = _VARIANTS.get(known)
    if told is None:
        return None
    stream.seek(0)
    try:
        return told(stream.read(1 << 16), stream.seek(0, 2))
    except struct.error:
        return None  # the header is not whole


def _bmp(head: bytes, size: int) -> str | None:
    """[MS-WMF] 2.2.2.9 and 2.1.1.7; OS/2's own kinds from IBM's reference of the Presentation Manager."""
    del size
    (header,) = struct.unpack_from("<L", head, 14)
    if header == _CORE:
        return _DEPTHS.get(struct.unpack_from("<H", head, 24)[0])
    if header == min(_OS2):
        return "an OS/2 header of 16 bytes"
    bits, packing = struct.unpack_from("<HL", head, 28)
    if header in _OS2 and (bits, packing) in (_HUFFMAN, _RUNS_24):
        return "a compression of OS/2"
    if packing in _MASKED and bits in _MASKED_DEPTHS:
        masks = struct.unpack_from("<4L", head, 54)
        return "an uncommon layout of colours" if _apart(masks[: _MASKED[packing]], bits) else None
    return _PACKED.get(packing) or (_DEPTHS.get(bits) if packing == 0 else None)


def _apart(masks: Sequence[int], bits: int) -> bool:
    """Whether the masks are runs of bits of the pixel, and no two share one."""
    runs = all(mask >> bits == 0 and mask & (mask + (mask & -mask)) == 0 for mask in masks)
    return runs and 0 < sum(masks) == reduce(or_, masks)


def _dds(head: bytes, size: int) -> str | None:
    """Microsoft's DDS_HEADER, DDS_PIXELFORMAT and DXGI_FORMAT; what Direct3D 9 numbers, Pillow lists."""
    del size
    from PIL.DdsImagePlugin import D3DFMT

    length, _, height, width = struct.unpack_from("<4L", head, 4)
    own, flags, code, bits = struct.unpack_from("<4L", head, 76)
    if (length, own) != (124, 32) or not height or not width or not flags or flags & ~_FORMAT_FLAGS:
        return None
    if not flags & _LETTERS:
        return f"{bits} bits per pixel of an uncommon kind" if bits in (8, 16, 24, 32) else None
    letters = code.to_bytes(4, "little")
    if letters == _DX10:
        (number,) = struct.unpack_from("<L", head, 128)
        return f"pixels of format {number} of DXGI" if number in _DXGI else None
    if code not in set(D3DFMT):
        return None
    return f"pixels of format {letters.decode() if letters.isalnum() else code}"


def _psd(head: bytes, size: int) -> str | None:
    """Adobe's Photoshop File Formats Specification, file header section."""
    del size
    version, channels, height, width, bits, mode = struct.unpack_from(">4xH6xHLLHH", head)
    whole = 1 <= channels <= 56 and height and width and mode in _COLOURS
    if not whole or bits not in ((1,) if mode == 0 else (8, 16, 32)):
        return None
    if version == 2:
        return "the layout of large documents (PSB)"
    return f"{bits} bits per channel of {_COLOURS[mode]}" if version == 1 else None


def _sgi(head: bytes, size: int) -> str | None:
    """Paul Haeberli, The SGI Image File Format 1.00."""
    packing, depth, dimensions, width, height, channels = struct.unpack_from(">2xBBHHHH", head)
    legal = packing in (0, 1) and depth in (1, 2) and dimensions == 3 and width and height and channels
    room = packing or size >= len(head[:512]) + width * height * channels * depth
    return f"{channels} channels" if legal and room else None


def _sun(head: bytes, size: int) -> str | None:
    """Sun's rasterfile(5)."""
    _, _, depth, _, kind, colours, length = struct.unpack_from(">4x7L", head)
    if depth not in (1, 8, 24, 32) or 32 + length > size:
        return None
    if colours == _RAW_COLOURS and length:
        return "a raw map of colours"
    return "the experimental layout" if kind == _EXPERIMENTAL else None


def _pcx(head: bytes, size: int) -> str | None:
    """ZSoft's technical reference of PCX: bits of a pixel in each of up to four planes."""
    del size
    bits, left, top, right, bottom, planes, row = struct.unpack_from("<3xB4H53xBH", head)
    room = row * 8 >= (right - left + 1) * bits
    legal = bits in (1, 2, 4, 8) and 1 <= planes <= 4 and left <= right and top <= bottom and room
    return f"{planes} planes of {bits} bits" if legal else None


def _jpeg2000(head: bytes, size: int) -> str | None:
    """ITU-T T.800, annex A.5.1: the segment SIZ, which names every component."""
    del size
    at = head.find(_SIZ)
    if at < 0:
        return None
    length, width, height, x, y, components = struct.unpack_from(">H2xLLLL16xH", head, at + 4)
    legal = components <= _MOST_COMPONENTS and length == 38 + 3 * components and width > x and height > y
    return f"{components} components" if legal and components > 4 else None


def _jpeg(head: bytes, size: int) -> str | None:
    """ITU-T T.81, annex B.2.2: a frame whose length fits its components."""
    del size
    at = 2
    while head[at : at + 1] == b"\xff" and at + 10 <= len(head):
        marker, length, components = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big"), head[at + 9]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            legal = length == 8 + 3 * components and components not in (1, 3, 4)
            return f"{components} components" if legal else None
        at += 2 + length
    return None


def _fits(head: bytes, size: int) -> str | None:
    """FITS standard 4.0: tables, groups and headers alone are FITS, too; that it is whole is known."""
    del size
    return (
        "64 bits per pixel" if re.search(rb"BITPIX  = +64 ", head[:240]) else "no picture in its first part"
    )


def _xpm(head: bytes, size: int) -> str | None:
    """X PixMap: a colour may be a name, of which only servers of X know all."""
    del size
    return "colours that are names" if re.search(rb'"[^"\n]*\sc\s+[A-Za-z]', head) else None


def _icns(head: bytes, size: int) -> str | None:
    """Apple's icon family: elements that fill the file, none of a kind that Pillow draws."""
    at, kinds = 8, set[bytes]()
    while at + 8 <= len(head):
        kinds.add(head[at : at + 4])
        at += max(8, int.from_bytes(head[at + 4 : at + 8], "big"))
    whole = int.from_bytes(head[4:8], "big") == size == at
    return "icons of old kinds only" if whole and kinds <= _OLD_ICONS else None


_VARIANTS: dict[str, Callable[[bytes, int], str | None]] = {
    "bmp": _bmp,
    "dds": _dds,
    "fits": _fits,
    "icns": _icns,
    "jpeg": _jpeg,
    "jpeg2000": _jpeg2000,
    "pcx": _pcx,
    "psd": _psd,
    "sgi": _sgi,
    "sun": _sun,
    "xpm": _xpm,
}
