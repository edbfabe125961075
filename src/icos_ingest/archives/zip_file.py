"""A zip archive, opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import IO, Literal

from icos_ingest.archives.directory import Directory, is_link, member_name, read_directory
from icos_ingest.archives.headers import compare
from icos_ingest.archives.judging import Listed, judge
from icos_ingest.archives.members import Archive, Entry, in_our_words, within_limits
from icos_ingest.archives.methods import OTHERS, UnpackedMember
from icos_ingest.archives.zips import ENCRYPTED, END, LOCAL, SPANNED, End, find_end
from icos_ingest.content import Facts
from icos_ingest.errors import CorruptFile, LimitExceeded, ReadError, SplitArchive, Truncated
from icos_ingest.model import Fault, Limits, Options, Place, Source

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_UNREAD = {1: "shrink", **dict.fromkeys(range(2, 6), "reduce"), 6: "implode"}
_UNREAD |= {10: "the library of IBM", 16: "IBM's CMPSC", 18: "IBM's TERSE", 19: "IBM's LZ77", 94: "MP3"}
_UNREAD |= {20: "an early zstd", 96: "JPEG", 97: "WavPack", 98: "PPMd"}
"""Ways of packing that no library here unfolds (APPNOTE 4.4.5)."""
_AES = 99
_STRONG = 0x40
_LONGEST_TARGET = 4096
_LEAST = 46
"""Bytes of an entry of the directory without its name."""
_ENTRY = 2_500
"""Bytes of directory per allowed member beyond which there must be more of them than are allowed."""


def open_zip(source: Source, options: Options) -> Archive:
    """Open an archive.

    Raises:
        Truncated: it has no directory at its end.
        CorruptFile: the directory cannot be read.
        SplitArchive: it is one part of several.
        LimitExceeded: it has too many members.
    """
    limits = options.limits
    with ExitStack() as stack:
        path = stack.enter_context(source.local_path(".zip", limits.spool))
        stream = stack.enter_context(path.open("rb"))
        end = _end(stream, source, limits)
        directory = read_directory(stream, end)
        within_limits(len(directory.entries), limits, source.name)
        compared = compare(stream, directory)
        archive = stack.enter_context(_Members(stream))
        listed = [_listed(archive, path, info, compared.lost) for info in directory.entries]
        faults, kept = judge(listed, limits)
        faults = [*_end_faults(source, end, directory), *directory.faults, *compared.faults, *faults]
        opened = stack.pop_all()
    # Where a member or an entry of the directory is lost, its bytes belong to nothing.
    whole = not (compared.faults or directory.faults)
    faults += _unclaimed(end, directory, compared.gaps if whole else [])
    return Archive(source, Facts("zip", faults=tuple(faults)), limits, opened, kept)


class _Members(zipfile.ZipFile):
    """Opens members by what our own reading of the directory says, which may be damaged for zipfile."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(io.BytesIO(END + bytes(18)))
        self.fp = stream


def _end(stream: IO[bytes], source: Source, limits: Limits) -> End:
    """The end record, if what it says can be gone by."""
    end = find_end(stream)
    if end is None:
        stream.seek(0)
        head = stream.read(4)
        if head == SPANNED:
            raise SplitArchive(
                "this is the first part of a zip archive that goes over several files",
                hint="join the parts, or pack the files into one archive",
                source=source.name,
            )
        if head == LOCAL:
            raise Truncated(
                "the zip archive has no directory at its end",
                expected="a complete archive",
                hint="transfer or pack the file again",
                source=source.name,
            )
        raise CorruptFile("this is no zip archive", source=source.name)
    if end.split:
        raise SplitArchive(
            "this is one part of a zip archive that goes over several files",
            hint="join the parts, or pack the files into one archive",
            source=source.name,
        )
    _within(end, limits, source)
    return end


def _within(end: End, limits: Limits, source: Source) -> None:
    """Stop at a directory that is too large, or that the file has no room for."""
    if end.entries <= limits.members and end.size <= max(1_000_000, limits.members * _ENTRY):
        return
    if end.size > end.offset or end.entries * _LEAST > end.offset:
        raise CorruptFile(
            f"its end record claims {end.entries:,} entries in {end.size:,} bytes, and there is no room",
            hint="transfer or pack the file again",
            source=source.name,
        )
    within_limits(end.entries, limits, source.name)
    raise LimitExceeded(
        f"the directory of the archive takes {end.size:,} bytes",
        hint="split the archive, or raise the limit `members`",
        source=source.name,
    )


def _end_faults(source: Source, end: End, directory: Directory) -> Iterator[Fault]:
    place = Place(offset=end.offset)
    if source.peek(4) == SPANNED:
        detail = "its first bytes mark it as one of several files"
        yield Fault("split-archive", Place(offset=0), "an archive in one file", detail)
    if end.comment > end.follows:
        detail = f"the archive's comment has {end.follows} of its {end.comment} bytes"
        yield Fault("damaged", place, "a complete archive", detail)
    if end.odd:
        yield Fault("damaged", place, "end records that agree", end.odd)
    if not directory.counted and not directory.faults:
        yield Fault("empty-container", place, "an archive that holds a file")


def _unclaimed(end: End, directory: Directory, gaps: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    """Bytes that belong to nothing in the archive."""
    expected = "an archive, and nothing else"
    parts = [(0, directory.prefix, "before the archive")]
    parts += [(offset, length, "between its members") for offset, length in gaps]
    parts += [(end.offset - directory.gap, directory.gap, "between its directory and its end record")]
    for offset, length, where in parts:
        if length > 0:
            detail = f"{length:,} bytes {where}, from byte {offset:,}"
            yield Fault("unclaimed-bytes", Place(offset=offset), expected, detail)
    if end.follows > end.comment:
        detail = f"{end.follows - end.comment:,} bytes after the archive"
        yield Fault("trailing-bytes", Place(offset=end.offset), expected, detail)


def _listed(archive: zipfile.ZipFile, path: Path, info: zipfile.ZipInfo, without: Container[int]) -> Listed:
    name, lost = member_name(info), info.header_offset in without
    opener = (
        partial(UnpackedMember, path, info) if info.compress_type in OTHERS else partial(archive.open, info)
    )
    entry = Entry(name, opener, info.compress_size, info.file_size)
    unread = None
    if info.flag_bits & ENCRYPTED or info.compress_type == _AES:
        strong = "with PKWARE's strong encryption" if info.flag_bits & _STRONG else "with a password"
        unread = Fault("encrypted-member", detail=f"it is encrypted {strong}")
    elif info.volume:
        unread = Fault("split-archive", detail=f"it lies in part {info.volume + 1} of several")
    elif info.compress_type not in _METHODS | OTHERS.keys():
        word = _UNREAD.get(info.compress_type, "of no known name")
        detail = f"its way of packing is not read (method {info.compress_type}, {word}); pack it with deflate"
        unread = Fault("unsupported", detail=detail)
    kind: Literal["file", "folder", "link"] = "folder" if name.endswith("/") else "file"
    target = None
    if is_link(info):
        kind = "link"
        target = None if unread or lost else _target(entry)
    return Listed(entry, info.header_offset, kind, target, info.orig_filename, unread, lost)


def _target(link: Entry) -> str | None:
    """What a link leads to, which are its data; None where they are none."""
    if not 0 < (link.size or 0) <= _LONGEST_TARGET:
        return None
    try:
        with in_our_words(link.name), closing(link.opener()) as stream:
            return stream.read(_LONGEST_TARGET).decode("utf-8", "replace")
    except ReadError:
        return None
