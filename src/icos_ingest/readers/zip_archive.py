"""Zip archives: members are read as sources of their own, never unpacked by name.

What Python's zipfile overlooks is looked at here: headers that contradict each other, names that climb out of
their folder, names that stand there twice, encryption, archives split over several files.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import IO, TYPE_CHECKING

from icos_ingest.archives import (
    Archive,
    Entry,
    clashes,
    in_our_words,
    is_bomb,
    shown,
    unsafe_name,
    within_limits,
)
from icos_ingest.archives.zips import (
    ENCRYPTED,
    END,
    LOCAL,
    SPANNED,
    End,
    WithoutLocator,
    disagreements,
    find_end,
    hidden_end,
    is_workbook,
    member_name,
)
from icos_ingest.content import Content, Facts, Reader
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated, UnsupportedVariant
from icos_ingest.model import Certainty, Fault, Limits, Match, Options, Place, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_OTHERS = {1: "shrink", 6: "implode", 9: "deflate64", 93: "zstd", 95: "xz", 96: "jpeg", 98: "ppmd"}
_AES = 99
_ENTRY = 2_500
"""Bytes of directory per allowed member beyond which there must be more of them than are allowed."""


def sniff(source: Source) -> Match | str:
    """The signature, or an archive behind something else (a self-extracting one)."""
    head = source.peek()
    if head.startswith((LOCAL, END, SPANNED)):
        if is_workbook(head):
            return "it is a zip, but one that holds an Excel workbook"
        what = {LOCAL: "of a zip", END: "of an empty zip", SPANNED: "of a part of a split zip"}[head[:4]]
        return Match("zip", Certainty.SIGNATURE, f"the first bytes are those {what}")
    if hidden_end(source, head):
        return Match("zip", Certainty.CONTENT, "it ends with the directory of a zip archive")
    return "it does not begin with PK"


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open an archive.

    Raises:
        Truncated: it has no directory at its end.
        CorruptFile: the directory cannot be read.
        UnsupportedVariant: it is one part of several.
        LimitExceeded: it has too many members.
    """
    del spec
    with ExitStack() as stack:
        path = stack.enter_context(source.local_path(".zip", options.limits.spool))
        stream = stack.enter_context(path.open("rb"))
        end = _end(stream, source, options.limits)
        with in_our_words(source.name, "the directory of the archive is damaged"):
            seen = stack.enter_context(WithoutLocator(path, end)) if end.posing else stream
            archive = stack.enter_context(zipfile.ZipFile(seen))
            entries = archive.infolist()
        within_limits(len(entries), options.limits, source.name)
        faults, kept = _judge(entries, options.limits)
        faults = [*_end_faults(source, end, len(entries)), *faults]
        faults += disagreements(stream, entries, max(0, end.offset - end.size))
        facts = Facts("zip", faults=tuple(faults), notes=tuple(_notes(end)))
        opened = stack.pop_all()
    members = [Entry(member_name(i), partial(archive.open, i), i.compress_size, i.file_size) for i in kept]
    return Archive(source, facts, options.limits, opened, members)


def _end(stream: IO[bytes], source: Source, limits: Limits) -> End:
    """The end record, if what it says can be gone by."""
    end = find_end(stream)
    if end is None:
        stream.seek(0)
        if stream.read(4) in (LOCAL, SPANNED):
            raise Truncated(
                "the zip archive has no directory at its end",
                expected="a complete archive",
                hint="transfer or pack the file again",
                source=source.name,
            )
        raise CorruptFile("this is no zip archive", source=source.name)
    if end.split:
        raise UnsupportedVariant(
            "this is one part of a zip archive that is split over several files",
            hint="join the parts, or pack the files into one archive",
            source=source.name,
        )
    within_limits(end.entries, limits, source.name)
    if end.size > max(1_000_000, limits.members * _ENTRY):
        raise LimitExceeded(
            f"the directory of the archive takes {end.size:,} bytes",
            hint="split the archive, or raise the limit `members`",
            source=source.name,
        )
    return end


def _end_faults(source: Source, end: End, entries: int) -> Iterator[Fault]:
    place = Place(offset=end.offset)
    if source.peek(4) == SPANNED:
        expected = "an archive in one file"
        yield Fault(
            "unsupported", Place(offset=0), expected, "the archive is marked as split over several files"
        )
    if end.comment > end.follows:
        detail = f"the archive's comment has {end.follows} of its {end.comment} bytes"
        yield Fault("damaged", place, "a complete archive", detail)
    if end.odd:
        yield Fault("damaged", place, "end records that agree", end.odd)
    if end.entries != entries:
        detail = f"the archive counts {end.entries:,} entries and has {entries:,}"
        yield Fault("damaged", place, "as many entries as are counted", detail)
    if not entries:
        yield Fault("empty-container", place, "an archive that holds a file")


def _notes(end: End) -> Iterator[str]:
    before = end.offset - end.size - end.start
    if before > 0 and not end.odd:
        yield f"There are {before:,} bytes in the file before the archive or between its parts."
    if end.follows > end.comment:
        yield f"There are {end.follows - end.comment:,} bytes in the file after the archive."


def _judge(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> tuple[list[Fault], list[zipfile.ZipInfo]]:
    """Faults of the entries one by one, and the entries that can be read as members."""
    faults: list[Fault] = []
    kept = []
    names = [member_name(info) for info in entries]
    doubles = clashes(names)
    seen: set[str] = set()
    for index, (name, info) in enumerate(zip(names, entries, strict=True)):
        place = Place(member=shown(name), offset=max(0, info.header_offset))
        own = list(_entry_faults(info, place, doubles.get(index), limits))
        faults += own
        barred = any(fault.kind in ("unsafe-member", "unsupported") for fault in own)
        if not barred and not name.endswith("/") and name not in seen:
            kept.append(info)
        seen.add(name)
    total = sum(info.file_size for info in entries)
    if total > limits.unpacked:
        expected = f"at most {limits.unpacked:,} bytes"
        faults.append(Fault("bomb", expected=expected, detail=f"the members claim {total:,} bytes together"))
    return faults, kept


def _entry_faults(info: zipfile.ZipInfo, place: Place, double: str | None, limits: Limits) -> Iterator[Fault]:
    if reason := unsafe_name(info.orig_filename):
        yield Fault("unsafe-member", place, "a name relative to the archive, such as data/file.csv", reason)
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Fault("unsafe-member", place, "a file", "it is a link to another place")
    if double:
        yield Fault("member-duplicate", place, "each name once", double)
    if info.flag_bits & ENCRYPTED or info.compress_type == _AES:
        yield Fault("unsupported", place, "a member without a password", "it is encrypted")
    elif info.compress_type not in _METHODS:
        word = _OTHERS.get(info.compress_type, f"number {info.compress_type}")
        yield Fault(
            "unsupported", place, "stored or deflated data", f"its way of packing is not read ({word})"
        )
    if is_bomb(info.compress_size, info.file_size, limits):
        detail = f"{info.compress_size:,} packed bytes claim to unfold to {info.file_size:,}"
        yield Fault("bomb", place, f"at most {limits.ratio:,} times the packed size", detail)


READER = Reader("zip_archive", "Zip archive", ("zip",), sniff, read, native=True)
