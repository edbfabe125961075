"""Each member's own header against the directory, and where members lie: in each other, or apart.

References: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.9 (data descriptor).
"""

from __future__ import annotations

import struct
import zipfile
from typing import IO

from msgspec import Struct, field

from icos_ingest.archives.directory import Directory, date_of, decoded, extra_fields, member_name, name_of
from icos_ingest.archives.names import shown
from icos_ingest.archives.zips import DESCRIPTOR, ENCRYPTED, FULL32, HEADER, LOCAL, SPANNED
from icos_ingest.model import Fault, Place

_LAYOUTS = (struct.Struct("<L2Q"), struct.Struct("<3L"))
"""Of a data descriptor: under zip64, and as it is."""
_NEW_NAME = 100


class Comparison(Struct):
    """What the members' own headers say.

    Attributes:
        faults: where they contradict the directory or each other.
        lost: offsets of headers of members that cannot be read for that.
        gaps: where unclaimed bytes begin, and how many there are.
    """

    faults: list[Fault] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    gaps: list[tuple[int, int]] = field(default_factory=list)


def compare(stream: IO[bytes], directory: Directory) -> Comparison:
    """Look at every member's own header; where it is not, where it lies in another, it cannot be read."""
    found = Comparison()
    free = directory.prefix
    for info in sorted(directory.entries, key=lambda info: info.header_offset):
        place = Place(member=shown(member_name(info)), offset=max(0, info.header_offset))
        told, end = _compare(stream, info, directory.start)
        if end is None:
            found.lost.add(info.header_offset)
            end = free
        elif info.header_offset < free:
            told.append("it lies within the member before it")
            found.lost.add(info.header_offset)
        elif info.header_offset > free:
            found.gaps.append((free, info.header_offset - free))
        if end > directory.start:
            told.append("its data run into the directory at the end of the archive")
            found.lost.add(info.header_offset)
        expected = "a member's own header that agrees with the directory"
        found.faults += [Fault("damaged", place, expected, detail) for detail in told]
        free = max(free, end)
    if directory.entries and free < directory.start:
        found.gaps.append((free, directory.start - free))
    return found


def _compare(stream: IO[bytes], info: zipfile.ZipInfo, directory: int) -> tuple[list[str], int | None]:
    """What an entry's own header says otherwise than the directory; where its data end, None if unknown."""
    head = b""
    if 0 <= info.header_offset <= directory - HEADER.size:
        stream.seek(info.header_offset)
        head = stream.read(HEADER.size)
    if not head.startswith(LOCAL):
        return ["its own header is not where the directory says"], None
    _, _, flags, method, clock, day, crc, packed, size, n, m = HEADER.unpack(head)
    raw, extra = stream.read(n), stream.read(m)
    told = _headers(info, flags, method, (day, clock))
    if decoded(raw, flags) != info.orig_filename:
        return [f"its own header calls it {decoded(raw, flags)[:_NEW_NAME]!r}", *told], None
    if (other := name_of(raw, flags, extra)) != member_name(info) and extra:
        told.append(f"an extra field of its own header calls it {other[:_NEW_NAME]!r}")
    if not extra_fields(extra)[1]:
        told.append("the extra fields of its own header have wrong lengths")
    end = info.header_offset + HEADER.size + n + m + info.compress_size
    if not flags & DESCRIPTOR:
        return told + _sizes(info, crc, packed, size), end
    stream.seek(min(end, directory))
    length = _descriptor(stream.read(24), info)
    if not length:
        told.append("the sizes or the checksum after its data are others than those of the directory")
    return told, end + (length or 12)


def _headers(info: zipfile.ZipInfo, flags: int, method: int, when: tuple[int, int]) -> list[str]:
    told = []
    if method != info.compress_type:
        told.append("its own header names another way of packing")
    if (flags ^ info.flag_bits) & ENCRYPTED:
        told.append("only one of its headers says that it is encrypted")
    if date_of(*when) != info.date_time:
        told.append("its own header has another date")
    return told


def _sizes(info: zipfile.ZipInfo, crc: int, packed: int, size: int) -> list[str]:
    pairs = (
        ("checksum", crc, info.CRC),
        ("packed size", packed, info.compress_size),
        ("size", size, info.file_size),
    )
    return [
        f"its own header has another {word} ({own:,} where the directory has {told:,})"
        for word, own, told in pairs
        if own != told and (own != FULL32 or word == "checksum")
    ]


def _descriptor(record: bytes, info: zipfile.ZipInfo) -> int:
    """Length of a data descriptor, with or without signature, that says what the directory does; else 0."""
    body = record.removeprefix(SPANNED)
    told = (info.CRC, info.compress_size, info.file_size)
    for layout in _LAYOUTS:
        if len(body) >= layout.size and layout.unpack_from(body) == told:
            return len(record) - len(body) + layout.size
    return 0
