"""The index of a JPEG that holds several pictures, such as previews and parts of a panorama.

Reference: CIPA DC-007, Multi-Picture Format, chapter 5: a TIFF of its own within a segment APP2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MARK = b"MPF\0"
_ENTRIES = 0xB002
"""The tag of the list: attributes, size and offset of each picture, and two that it depends on."""
_ENTRY = 16
_MOST = 1_000


def pictures(index: bytes, start: int) -> Iterator[tuple[int, int]]:
    """First byte and length of each picture; nothing where the index cannot be read.

    Args:
        index: what follows the mark in its segment.
        start: its byte in the file, from which offsets count; the first picture has none.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(index[:4])
    if order is None:
        return
    try:
        for size, offset in _listed(index, order):
            yield (start + offset if offset else 0), size
    except struct.error:
        return


def _listed(index: bytes, order: str) -> Iterator[tuple[int, int]]:
    (at,) = struct.unpack_from(order + "L", index, 4)
    (count,) = struct.unpack_from(order + "H", index, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, _, length, first = struct.unpack_from(order + "HHLL", index, entry)
        if tag == _ENTRIES:
            for one in range(first, first + min(length, _MOST * _ENTRY), _ENTRY):
                yield struct.unpack_from(order + "LL", index, one + 4)
