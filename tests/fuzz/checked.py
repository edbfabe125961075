"""Mutations of HDF5's metadata under their checksums, without which the library refuses what was changed.

The object headers of version 2, which netCDF-4 writes, and the superblock end in Bob Jenkins' lookup3 of what is
before (HDF5 File Format Specification 3.0, II.A and IV.A.1.b).
"""

from __future__ import annotations

from random import Random

from tests.fuzz import raw

SUPERBLOCK = 44
"""Bytes of a superblock of version 2 or 3 before its checksum."""
_WORD = 0xFFFFFFFF
_SAME_LENGTH = (raw.flipped, raw.overwritten, raw.resized, raw.resized)


def header(data: bytes, rng: Random) -> bytes:
    """An object header or the superblock changed, its checksum put right."""
    blocks = [*_headers(data), *([(0, SUPERBLOCK)] if data[:4] == b"\x89HDF" and data[8] >= 2 else [])]
    if not blocks:
        return rng.choice(raw.MUTATIONS)(data, rng)
    start, stop = rng.choice(blocks)
    block = rng.choice(_SAME_LENGTH)(data[start:stop], rng)[: stop - start]
    return data[:start] + block + lookup3(block).to_bytes(4, "little") + data[start + len(block) + 4 :]


def _headers(data: bytes) -> list[tuple[int, int]]:
    """Where object headers begin, and where their checksums stand."""
    found = []
    at = data.find(b"OHDR\x02")
    while at >= 0 and at + 32 < len(data):
        flags = data[at + 5]
        size_at = at + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
        width = 1 << (flags & 3)
        stop = size_at + width + int.from_bytes(data[size_at : size_at + width], "little")
        if stop + 4 <= len(data):
            found.append((at, stop))
        at = data.find(b"OHDR\x02", at + 4)
    return found


def lookup3(data: bytes) -> int:
    """Bob Jenkins' hash of bytes, `hashlittle` of lookup3.c, begun with 0."""
    a = b = c = (0xDEADBEEF + len(data)) & _WORD
    if not data:
        return c
    last = (len(data) - 1) // 12 * 12
    for at in range(0, last, 12):
        a, b, c = _added(a, b, c, data[at : at + 12])
        for r in (4, 6, 8, 16, 19, 4):
            a = (a - c) & _WORD ^ _turned(c, r)
            c = (c + b) & _WORD
            a, b, c = b, c, a
    a, b, c = _added(a, b, c, data[last:].ljust(12, b"\0"))
    for r in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - _turned(b, r)) & _WORD
        a, b, c = b, c, a
    return b


def _added(a: int, b: int, c: int, data: bytes) -> tuple[int, int, int]:
    words = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4, 8))
    x, y, z = words
    return (a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD


def _turned(word: int, by: int) -> int:
    return (word << by | word >> (32 - by)) & _WORD
