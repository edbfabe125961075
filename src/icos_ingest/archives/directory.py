"""The directory of a zip, entry by entry: one that is broken costs itself, and is told with its byte.

References: PKWARE's APPNOTE.TXT 6.3, sections 4.3.12 (the directory), 4.5.3 (zip64), 4.6.9 (Unicode path).
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from msgspec import Struct, field

from icos_ingest.archives.names import shown
from icos_ingest.archives.zips import CENTRAL, ENCRYPTED, FULL32, LOCAL, UTF8, End
from icos_ingest.model import Fault, Place

_ENTRY = struct.Struct("<4s4B4H3L5H2L")
_SIGNATURE = b"PK\x05\x05"
_LONGEST = 50_000_000
"""Bytes of a directory that are read: where it begins is an archive's claim."""
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075
_AGREES = "a directory that agrees with itself"

Fields = list[tuple[int, bytes]]


class Directory(Struct):
    """What the directory holds.

    Attributes:
        start: its offset in the file.
        entries: those that can be taken, in its order; their offsets are those of the file.
        faults: of the others, and of the directory as a whole.
        prefix: bytes in the file before the archive itself.
        gap: bytes between the last entry and the end record.
        counted: entries, also those that cannot be taken.
    """

    start: int
    entries: list[zipfile.ZipInfo] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    prefix: int = 0
    gap: int = 0
    counted: int = 0


def read_directory(stream: IO[bytes], end: End) -> Directory:
    """The entries of an archive, whose end record need not be right about where they are."""
    start = _begin(stream, end)
    found = Directory(start)
    stream.seek(start)
    data = stream.read(min(end.offset - start, _LONGEST))
    at = 0
    while data.startswith(CENTRAL, at) and at + _ENTRY.size <= len(data):
        at = _take(data, at, found)
    if data.startswith(_SIGNATURE, at):
        at += 6 + int.from_bytes(data[at + 4 : at + 6], "little")
    _judge_end(found, data, at, end)
    _move(stream, found, end)
    return found


def _begin(stream: IO[bytes], end: End) -> int:
    """Where the directory begins: before the end record by its size, else where that says."""
    told = end.offset - end.size
    for at in (told, end.start):
        if 0 <= at <= end.offset:
            stream.seek(at)
            if stream.read(4) == CENTRAL:
                return at
    return max(0, min(told, end.offset))


def _take(data: bytes, at: int, found: Directory) -> int:
    """One entry, and where the next one begins."""
    numbers: tuple[int, ...] = _ENTRY.unpack_from(data, at)[5:]
    flags, method, clock, day, crc, packed, size, n, m, k, disk, _, attributes, offset = numbers
    here, found.counted = found.start + at, found.counted + 1
    at += _ENTRY.size
    raw, extra, comment = data[at : at + n], data[at + n : at + n + m], data[at + n + m : at + n + m + k]
    if at + n + m + k > len(data):
        detail = "its name, extra fields and comment are longer than the directory"
        found.faults.append(Fault("damaged", _place(raw, flags, here), _AGREES, detail))
        return at + n + m + k
    info = zipfile.ZipInfo(decoded(raw, flags), date_of(day, clock))
    info.flag_bits, info.compress_type = flags, method
    info.CRC, info.compress_size, info.file_size = crc, packed, size
    info.extra, info.comment, info.external_attr = extra, comment, attributes
    info.header_offset, info.volume = offset, disk
    wrong = list(_wrong(info, raw))
    found.faults += [Fault("damaged", _place(raw, flags, here), _AGREES, detail) for detail in wrong]
    if not any(detail.startswith("its zip64") for detail in wrong):
        found.entries.append(info)
    return at + n + m + k


def _place(raw: bytes, flags: int, offset: int) -> Place:
    return Place(member=shown(decoded(raw, flags)), offset=offset)


def _wrong(info: zipfile.ZipInfo, raw: bytes) -> Iterator[str]:
    """What is wrong with an entry by itself; its zip64 values are filled in."""
    fields, tidy = extra_fields(info.extra)
    if not tidy:
        yield "the extra fields of its entry in the directory have wrong lengths"
    long = next((body for kind, body in fields if kind == _ZIP64), None)
    if long is not None:
        for word, name, full in _LONG:
            if getattr(info, name) != full:
                continue
            if len(long) < 8:
                yield f"its zip64 extra field does not hold the {word}"
                return
            setattr(info, name, int.from_bytes(long[:8], "little"))
            long = long[8:]
    if info.flag_bits & UTF8 and not (_is_utf8(raw) and _is_utf8(info.comment)):
        yield "its name or comment is said to be UTF-8 and is not"
    stored = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & ENCRYPTED
    if stored and info.compress_size != info.file_size:
        sizes = f"{info.compress_size:,} and {info.file_size:,} bytes"
        yield f"it is stored as it is, and its packed and unpacked size differ ({sizes})"


_LONG = (
    ("uncompressed size", "file_size", FULL32),
    ("compressed size", "compress_size", FULL32),
    ("offset of its data", "header_offset", FULL32),
)


def _judge_end(found: Directory, data: bytes, at: int, end: End) -> None:
    """Whether the directory ends where the end record says, and holds as many entries."""
    rest, place = len(data) - at, Place(offset=end.offset)
    if rest < 0 or end.offset - found.start > _LONGEST:
        return
    if rest and found.counted < end.entries:
        here = found.start + at
        detail = f"there is something else at byte {here:,}, where an entry of the directory should begin"
        found.faults.append(Fault("damaged", Place(offset=here), "the directory of a zip archive", detail))
        return
    found.gap = rest
    if end.size != at:
        detail = f"its directory takes {at:,} bytes, and its end record says {end.size:,}"
        found.faults.append(Fault("damaged", place, _AGREES, detail))
    if end.entries != found.counted:
        detail = f"the archive counts {end.entries:,} entries and has {found.counted:,}"
        found.faults.append(Fault("damaged", place, "as many entries as are counted", detail))


def _move(stream: IO[bytes], found: Directory, end: End) -> None:
    """Offsets of the file instead of those of the archive, which something may stand before."""
    shift = found.start - end.start
    if not shift or not found.entries:
        return
    first = min(found.entries, key=lambda info: info.header_offset).header_offset
    if _is_local(stream, first) and not _is_local(stream, first + shift):
        detail = f"its directory begins at byte {found.start:,}, and its end record says {end.start:,}"
        found.faults.append(Fault("damaged", Place(offset=end.offset), _AGREES, detail))
        return
    found.prefix = max(0, shift)
    for info in found.entries:
        info.header_offset += shift


def _is_local(stream: IO[bytes], offset: int) -> bool:
    if not 0 <= offset < 1 << 62:
        return False
    stream.seek(offset)
    return stream.read(4) == LOCAL


def extra_fields(extra: bytes) -> tuple[Fields, bool]:
    """Kind and content of each extra field; and whether they end where they should.

    Up to three bytes of padding at the end are usual.
    """
    fields: Fields = []
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        fields.append((kind, extra[at + 4 : at + 4 + length]))
        at += 4 + length
    return fields, at <= len(extra)


def name_of(raw: bytes, flags: int, extra: bytes) -> str:
    """The name of an entry, also where it is UTF-8 without saying so, as macOS writes it.

    An extra field 0x7075 (APPNOTE 4.6.9) gives it in UTF-8 beside the one in the packer's own code page.
    """
    check = b"\x01" + zlib.crc32(raw).to_bytes(4, "little")
    for kind, body in extra_fields(extra)[0]:
        if kind == _UNICODE_PATH and body.startswith(check) and body[5:] and _is_utf8(body[5:]):
            return body[5:].decode("utf-8")
    return raw.decode("utf-8") if _is_utf8(raw) else decoded(raw, flags)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry of the directory."""
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & UTF8 else "cp437")
    return name_of(raw, info.flag_bits, info.extra)


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a symbolic link, whose data are what it leads to."""
    return stat.S_ISLNK(info.external_attr >> 16)


def decoded(name: bytes, flags: int) -> str:
    """A name as its flags have it: UTF-8, or the code page of the first PC (APPNOTE, appendix D)."""
    return name.decode("utf-8" if flags & UTF8 else "cp437", "replace")


def date_of(day: int, clock: int) -> tuple[int, int, int, int, int, int]:
    """Date and time of an entry, in DOS's own bits; not all of them are dates."""
    return (
        (day >> 9) + 1980,
        (day >> 5) & 0xF,
        day & 0x1F,
        clock >> 11,
        (clock >> 5) & 0x3F,
        (clock & 0x1F) * 2,
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
