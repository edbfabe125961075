"""The layout of a zip: where it ends, what its headers say twice, and whether they agree.

References: PKWARE's APPNOTE.TXT 6.3, sections 4.3 (layout), 4.4 (fields), 4.5 (extra fields).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from icos_ingest.archives.members import shown
from icos_ingest.model import Fault, Place, Source

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SPANNED, END64, LOCATOR64 = b"PK\x07\x08", b"PK\x06\x06", b"PK\x06\x07"
TAIL = 66_000
"""The end record and the longest comment after it lie within so many bytes of the end."""

ENCRYPTED, DESCRIPTOR, UTF8 = 0x1, 0x8, 0x800
_HEADER = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = 20
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_UNICODE_PATH = 0x7075


@dataclass(frozen=True)
class End:
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
        posing: whether the bytes before it, as of a name in the directory, only look like a zip64 locator.
    """

    offset: int
    split: bool
    entries: int
    size: int
    start: int
    comment: int
    follows: int
    odd: str | None = None
    posing: bool = False


def find_end(stream: IO[bytes]) -> End | None:
    """The last end record of a file, None where there is none."""
    length = stream.seek(0, 2)
    first = max(0, length - TAIL)
    stream.seek(first)
    tail = stream.read(TAIL)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, disk, start_disk, here, entries, size, start, comment = _END.unpack_from(tail, at)
    offset, follows = first + at, len(tail) - at - _END.size
    located = at >= _LOCATOR and tail[at - _LOCATOR :].startswith(LOCATOR64)
    if located:
        whole = _end64(stream, offset, (entries, size, start))
        if whole is not None:
            offset, entries, size, start, odd = whole
            return End(offset, False, entries, size, start, comment, follows, odd)
    split = bool(disk or start_disk) or here != entries
    # Zip64 records stand only where the end record lacks the room (APPNOTE 4.4.1.4).
    posing = located and _FULL16 not in (here, entries) and _FULL32 not in (size, start)
    return End(offset, split, entries, size, start, comment, follows, posing=posing)


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
    full = (_FULL16, _FULL32, _FULL32)
    odd = None
    if any(s not in (f, w) for s, f, w in zip(short, full, long, strict=True)):
        odd = "the two end records of the archive contradict each other"
    elif found[0] + 12 + length != locator:
        odd = "there are stray bytes between the end records"
    return found[0], entries, size, start, odd


class WithoutLocator(io.BufferedReader):
    """An archive for Python's zipfile, which asks for a zip64 locator and believes what poses as one.

    Args:
        path: of the archive.
        end: what `find_end` found in it; only where something is `posing`.
    """

    def __init__(self, path: Path, end: End) -> None:
        super().__init__(io.FileIO(path))
        self._locator = end.offset - _LOCATOR

    def read(self, size: int | None = -1, /) -> bytes:
        """Bytes as they are, but zeros where a locator, and nothing else, is asked for."""
        asked = size == _LOCATOR and self.tell() == self._locator
        data = super().read(size)
        return bytes(len(data)) if asked else data


def names_in_head(head: bytes) -> Iterator[str]:
    """Names of the first members, as far as their own headers lie in the head of the file."""
    at = 0 if head.startswith((LOCAL, SPANNED)) else -1
    while at >= 0 and (at := head.find(LOCAL, at)) >= 0 and at + _HEADER.size <= len(head):
        _, _, flags, _, _, _, _, packed, _, n, m = _HEADER.unpack_from(head, at)
        at += _HEADER.size
        yield head[at : at + n].decode("utf-8", "replace")
        # A size that comes only after the data leaves nothing but a search for the next header.
        at += n + m + (0 if flags & DESCRIPTOR or packed == _FULL32 else packed)


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


def disagreements(stream: IO[bytes], entries: Sequence[zipfile.ZipInfo], directory: int) -> Iterator[Fault]:
    """Where an entry's own header and the directory contradict each other, or entries lie in each other.

    Args:
        stream: of the archive.
        entries: of the directory.
        directory: offset of the directory in the file.
    """
    free = 0
    for info in sorted(entries, key=lambda info: info.header_offset):
        place = Place(member=shown(member_name(info)), offset=max(0, info.header_offset))
        told, end = _compare(stream, info, directory)
        if 0 <= info.header_offset < free:
            told.append("it lies within the member before it")
        if end > directory:
            told.append("its data run into the directory at the end of the archive")
        for detail in told:
            yield Fault("damaged", place, "a member's own header that agrees with the directory", detail)
        free = max(free, end)


def _compare(stream: IO[bytes], info: zipfile.ZipInfo, directory: int) -> tuple[list[str], int]:
    """What an entry's own header says otherwise than the directory, and where its data end."""
    stream.seek(min(max(0, info.header_offset), directory))
    head = stream.read(_HEADER.size)
    if info.header_offset < 0 or len(head) < _HEADER.size or not head.startswith(LOCAL):
        return ["its own header is not where the directory says"], info.header_offset
    _, _, flags, method, clock, day, crc, packed, size, n, m = _HEADER.unpack(head)
    name, extra = stream.read(n), stream.read(m)
    told = []
    if _decoded(name, flags) != info.orig_filename:
        told.append(f"its own header calls it {_decoded(name, flags)[:100]!r}")
    if method != info.compress_type:
        told.append("its own header names another way of packing")
    if (flags ^ info.flag_bits) & ENCRYPTED:
        told.append("only one of its headers says that it is encrypted")
    if _date(day, clock) != info.date_time:
        told.append("its own header has another date")
    if not _is_tidy(extra):
        told.append("the extra fields of its own header have wrong lengths")
    start = info.header_offset + _HEADER.size + n + m
    end = start + info.compress_size
    if flags & DESCRIPTOR:
        stream.seek(min(end, directory))
        if not _described(stream.read(24), info):
            told.append("the sizes or the checksum after its data are others than those of the directory")
    else:
        told += _sizes(info, crc, packed, size)
    return told, end


def _sizes(info: zipfile.ZipInfo, crc: int, packed: int, size: int) -> list[str]:
    pairs = (
        ("checksum", crc, info.CRC),
        ("packed size", packed, info.compress_size),
        ("size", size, info.file_size),
    )
    return [
        f"its own header has another {word}"
        for word, own, told in pairs
        if own != told and (own != _FULL32 or word == "checksum")
    ]


def _described(record: bytes, info: zipfile.ZipInfo) -> bool:
    """Whether a data descriptor, with or without signature, short or long, says what the directory does."""
    record = record.removeprefix(SPANNED)
    layouts = (struct.Struct("<3L"), struct.Struct("<L2Q"))
    told = (info.CRC, info.compress_size, info.file_size)
    return any(len(record) >= layout.size and layout.unpack_from(record) == told for layout in layouts)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry, also where it is UTF-8 without saying so, as macOS writes it.

    An extra field 0x7075 (APPNOTE 4.6.9) gives it in UTF-8 beside the one in the packer's own code page.
    """
    name = info.orig_filename
    if info.flag_bits & UTF8:
        return name
    raw = name.encode("cp437")
    at = 0
    while at + 4 <= len(info.extra):
        kind, length = struct.unpack_from("<HH", info.extra, at)
        body = info.extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and body[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            raw = body[5:]
        at += 4 + length
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return name


def _decoded(name: bytes, flags: int) -> str:
    return name.decode("utf-8" if flags & UTF8 else "cp437", "replace")


def _date(day: int, clock: int) -> tuple[int, int, int, int, int, int]:
    return (
        (day >> 9) + 1980,
        (day >> 5) & 0xF,
        day & 0x1F,
        clock >> 11,
        (clock >> 5) & 0x3F,
        (clock & 0x1F) * 2,
    )


def _is_tidy(extra: bytes) -> bool:
    """Whether a chain of extra fields ends where it should; up to three padding bytes are usual."""
    at = 0
    while at + 4 <= len(extra):
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
    return at <= len(extra)
