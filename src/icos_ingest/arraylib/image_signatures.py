"""Which image a file is, by its first bytes."""

from __future__ import annotations

import re
import struct

from icos_ingest.arraylib.png import SIGNATURE

_SIGNATURES: tuple[tuple[str, int, bytes], ...] = (
    ("png", 0, SIGNATURE),
    ("jpeg", 0, b"\xff\xd8\xff"),
    ("gif", 0, b"GIF87a"),
    ("gif", 0, b"GIF89a"),
    ("webp", 8, b"WEBP"),
    ("icns", 0, b"icns"),
    ("jpeg2000", 0, b"\0\0\0\x0cjP  \r\n\x87\n"),
    ("jpeg2000", 0, b"\xff\x4f\xff\x51"),
    ("psd", 0, b"8BPS"),
    ("sgi", 0, b"\1\xda"),
    ("sun", 0, b"\x59\xa6\x6a\x95"),
    ("dds", 0, b"DDS "),
    ("qoi", 0, b"qoif"),
    ("fits", 0, b"SIMPLE  ="),
    ("im", 0, b"Image type:"),
    ("blp", 0, b"BLP1"),
    ("blp", 0, b"BLP2"),
    ("dcx", 0, b"\xb1\x68\xde\x3a"),
    ("ftex", 0, b"FTEX"),
    ("msp", 0, b"DanM"),
    ("msp", 0, b"LinS"),
    ("pixar", 0, b"\x80\xe8\0\0"),
    ("xpm", 0, b"/* XPM */"),
)
"""Formats under Pillow's names, with an offset and the bytes that stand there."""
_PATTERNS = {
    "ico": re.compile(rb"\x00\x00\x01\x00[^\x00]\x00", re.DOTALL),
    "cur": re.compile(rb"\x00\x00\x02\x00[^\x00]\x00", re.DOTALL),
    "ppm": re.compile(rb"P[1-6]\s+(#|\d+\s+\d+\s)|P[fF]\n\d+ \d+\n-?\d"),
    "xbm": re.compile(rb"\s*#define[ \t]+\w*_width[ \t]+\d+\s"),
    "pcx": re.compile(rb"\n[\x00\x02\x03\x05]\x01[\x01\x02\x04\x08]", re.DOTALL),
    "fli": re.compile(rb".{4}[\x11\x12]\xaf.{8}[\x00\x03]\x00", re.DOTALL),
}
_AVIF = (b"avif", b"avis")
"""Brands of pictures and of sequences coded in AV1, first or among those that a reader may go by."""
_BITMAP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)
_TARGA = struct.Struct("<3B2HB4H2B")
_DEPTHS = {1: (8, 16), 2: (16, 24, 32), 3: (1, 8, 16)}
"""Bits of a pixel by the kind of a Targa: colours of a map, true colours, greys; 8 more where packed."""
PILLOW = {name: name.upper() for name in ("bmp", "avif", "tga", *_PATTERNS)}
PILLOW |= {name: name.upper() for name, _, _ in _SIGNATURES}
"""Pillow's words."""


def format_of(head: bytes) -> str | None:
    """The word for the format of an image, from its first 64 bytes; None where they are none."""
    for name, at, signature in _SIGNATURES:
        if head[at : at + len(signature)] == signature and (name != "webp" or head[:4] == b"RIFF"):
            return name
    # Those with weak signatures are asked for more, since a text may begin with these bytes.
    if head[:2] == b"BM" and head[6:10] == bytes(4) and _number(head[14:18]) in _BITMAP_HEADERS:
        return "bmp"
    for name, pattern in _PATTERNS.items():
        if pattern.match(head):
            return name
    if head[4:8] == b"ftyp" and any(brand in _AVIF for brand in _brands(head)):
        return "avif"
    return "tga" if _is_targa(head) else None


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


def _brands(head: bytes) -> list[bytes]:
    """The brands of a file of boxes (ISO/IEC 14496-12, 4.3); the word between the first two is a version."""
    end = min(len(head), int.from_bytes(head[:4], "big"))
    return [head[at : at + 4] for at in (8, *range(16, end, 4))]


def _is_targa(head: bytes) -> bool:
    """Whether a header is one of Truevision's TGA 2.0, which has no signature."""
    if len(head) <= _TARGA.size:
        return False
    _, mapped, kind, first, count, wide, _, _, width, height, depth, flags = _TARGA.unpack_from(head)
    plain = kind & ~8
    if depth not in _DEPTHS.get(plain, ()) or not width or not height or flags & 0xC0:
        return False
    if mapped != (plain == 1):
        return False
    return (wide in (15, 16, 24, 32) and 0 < count <= 256) if mapped else not (first or count or wide)
