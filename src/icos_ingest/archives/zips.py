"""The layout of a zip: where it ends, what its headers say twice, and whether they agree.

References: PKWARE's APPNOTE.TXT 6.3, sections 4.3 (layout), 4.4 (fields), 4.5 (extra fields).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from icos_ingest.model import Source

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SPANNED, END64, LOCATOR64 = b"PK\x07\x08", b"PK\x06\x06", b"PK\x06\x07"
TAIL = 66_000
"""The end record and the longest comment after it lie within so many bytes of the end."""

ENCRYPTED, DESCRIPTOR, UTF8 = 0x1, 0x8, 0x800
HEADER = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = 20
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF


class End(Struct, frozen=True):
    """The end records: how many entries the directory has, and where it lies.

    Attributes:
        offset: of the first of them in the file, which is where the directory ends.
        split: whether the archive goes over several files.
        entries: in the directory.
        size: of the directory in bytes.
        start: offset of the directory, counted from where the archive begins.
        comment: length of the comment, as stated.
        follows: bytes that do follow the last of them.
        odd: what the zip64 record contradicts, None where all agrees.
    """

    offset: int
    split: bool
    entries: int
    size: int
    start: int
    comment: int
    follows: int
    odd: str | None = None


def find_end(stream: IO[bytes]) -> End | None:
    """The last end record of a file, None where there is none."""
    length = stream.seek(0, 2)
    first = max(0, length - TAIL)
    stream.seek(first)
    tail = stream.read(TAIL)
    at = _last_end(tail)
    if at is None:
        return None
    _, disk, start_disk, here, entries, size, start, comment = _END.unpack_from(tail, at)
    offset, follows = first + at, len(tail) - at - _END.size
    odd = None
    if at >= _LOCATOR and tail[at - _LOCATOR :].startswith(LOCATOR64):
        whole = _end64(stream, offset, (entries, size, start))
        if whole is not None:
            offset, entries, size, start, odd = whole
            return End(offset, False, entries, size, start, comment, follows, odd)
        # Zip64 records stand only where the end record lacks the room (APPNOTE 4.4.1.4), but a name may look
        # like one.
        if FULL16 in (here, entries) or FULL32 in (size, start):
            odd = "the zip64 end record is not where its locator says"
    split = bool(disk or start_disk)
    if here != entries:
        odd = f"the archive counts {here:,} entries in this file and {entries:,} in all"
    return End(offset, split, entries, size, start, comment, follows, odd)


def _last_end(tail: bytes) -> int | None:
    """The last end record: the one whose comment ends with the file, if any does."""
    at = last = tail.rfind(END, 0, max(0, len(tail) - _END.size + len(END)))
    while at >= 0:
        if at + _END.size + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail):
            return at
        at = tail.rfind(END, 0, at)
    return last if last >= 0 else None


def _end64(
    stream: IO[bytes], end: int, short: tuple[int, int, int]
) -> tuple[int, int, int, int, str | None] | None:
    """Where the zip64 record is, what it says where the end record has no room, and if they agree."""
    locator = end - _LOCATOR
    stream.seek(locator)
    stated = struct.unpack("<4sLQL", stream.read(_LOCATOR))[2]
    found = (0, b"")
    for offset in (stated, locator - _END64.size):
        if 0 <= offset <= locator - _END64.size:
            stream.seek(offset)
            record = stream.read(_END64.size)
            if record.startswith(END64):
                found = (offset, record)
                break
    if not found[1]:
        return None
    _, length, _, _, _, _, _, entries, size, start = _END64.unpack(found[1])
    long = (entries, size, start)
    full = (FULL16, FULL32, FULL32)
    odd = None
    if any(s not in (f, w) for s, f, w in zip(short, full, long, strict=True)):
        odd = "the two end records of the archive contradict each other"
    elif found[0] + 12 + length != locator:
        odd = "there are stray bytes between the end records"
    return found[0], entries, size, start, odd


def names_in_head(head: bytes) -> Iterator[str]:
    """Names of the first members, as far as their own headers lie in the head of the file."""
    at = 0 if head.startswith((LOCAL, SPANNED)) else -1
    while at >= 0 and (at := head.find(LOCAL, at)) >= 0 and at + HEADER.size <= len(head):
        _, _, flags, _, _, _, _, packed, _, n, m = HEADER.unpack_from(head, at)
        at += HEADER.size
        yield head[at : at + n].decode("utf-8", "replace")
        # A size that comes only after the data leaves nothing but a search for the next header.
        at += n + m + (0 if flags & DESCRIPTOR or packed == FULL32 else packed)


def is_workbook(head: bytes) -> bool:
    """Whether the first members of a zip are those of an Excel workbook; the one test for zip and xlsx."""
    names = set(names_in_head(head))
    return any(name.startswith("xl/worksheets/") for name in names) or (
        any(name.startswith(("[Content_Types].xml", "_rels/", "docProps/")) for name in names)
        and any(name.startswith("xl/") for name in names)
    )


def hidden_end(source: Source, head: bytes) -> bool:
    """Whether a file that does not begin as a zip ends as one, with a directory where its end record says."""
    if not head or b"\0" not in head:
        return False
    stream: IO[bytes]
    if source.path is not None:
        stream = source.path.open("rb")
    elif len(head) < TAIL:
        stream = io.BytesIO(head)
    else:
        return False
    with stream:
        end = find_end(stream)
        if end is None or end.size > end.offset:
            return False
        stream.seek(end.offset - end.size)
        return stream.read(4) in (CENTRAL, END) and end.entries > 0
