"""A tar archive, opened."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import IO, Literal

from icos_ingest.archives.judging import Listed, judge
from icos_ingest.archives.members import Archive, Entry, in_our_words, within_limits
from icos_ingest.archives.names import shown
from icos_ingest.content import Facts
from icos_ingest.model import Fault, Options, Place, Source

_BLOCK = 512
"""Bytes of a header, and the unit in which members are stored."""
_ZEROS = bytes(_BLOCK)


def open_tar(source: Source, options: Options) -> Archive:
    """Open an archive.

    Raises:
        CorruptFile: its first header cannot be read.
        LimitExceeded: it has too many members.
    """
    with ExitStack() as stack:
        path = stack.enter_context(source.local_path(".tar", options.limits.spool))
        stream = stack.enter_context(_Bounded(path.open("rb", buffering=0)))
        length = stream.seek(0, 2)
        stream.seek(0)
        with in_our_words(source.name, "the first header of the archive is damaged"):
            archive = stack.enter_context(tarfile.TarFile(fileobj=stream))
        entries: list[tarfile.TarInfo] = []
        stopped = None
        try:
            for info in archive:
                entries.append(info)
                within_limits(len(entries), options.limits, source.name)
        except (tarfile.TarError, OSError, ValueError, EOFError) as error:
            stopped = str(error)
        faults = list(_cut_members(entries, length))
        # Where less than a block is missing, that is what fills up the last block of a whole member.
        if not faults and stopped and not 0 < archive.offset - length < _BLOCK:
            faults.append(_cut(archive.offset, stopped))
        elif not faults:
            faults += _end_faults(stream, archive.offset, length)
        own, kept = judge([_listed(archive, info) for info in entries], options.limits)
        if not entries and not faults:
            faults.append(Fault("empty-container", expected="an archive that holds a file"))
        opened = stack.pop_all()
    facts = Facts("tar", faults=(*own, *faults))
    return Archive(source, facts, options.limits, opened, kept)


class _Bounded(io.BufferedReader):
    """A file of which no more is asked, and no more memory taken, than is left, whatever a header claims."""

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, os.fstat(self.fileno()).st_size - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left))


def _open(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    assert stream is not None, "only files are kept"
    return stream


def _cut(offset: int, detail: str) -> Fault:
    return Fault("truncated", Place(offset=offset), "a complete archive", detail)


def _end_faults(stream: IO[bytes], offset: int, length: int) -> Iterator[Fault]:
    """What stands where the headers end: a block of zeros, or else the archive is cut or damaged there.

    Two blocks of zeros close an archive (POSIX, pax, ustar Interchange Format). GNU tar and Python read one
    that just stops, and only its packer knows whether members are missing.
    """
    stream.seek(min(offset, length))
    block = stream.read(_BLOCK)
    # tarfile stands behind the block of zeros that it took for the end, or before what it could not take.
    stream.seek(max(0, min(offset, length) - _BLOCK))
    before = stream.read(_BLOCK)
    if _ZEROS in (block, before):
        return
    if not block.strip(b"\0"):
        detail = "the archive stops behind a whole member, without the two blocks of zeros that close it"
        yield Fault("unclosed-archive", Place(offset=min(offset, length)), "two blocks of zeros", detail)
    elif len(block) < _BLOCK:
        yield _cut(min(offset, length), f"the archive ends within a header, after {len(block)} bytes of it")
    else:
        detail = "there is something else where the next header should be"
        yield Fault("damaged", Place(offset=offset), "the header of a member, or zeros", detail)


def _listed(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Listed:
    name = info.name + "/" if info.isdir() else info.name
    entry = Entry(name, partial(_open, archive, info), info.size, info.size if info.isreg() else 0)
    unread = Fault("unsupported", detail="its gaps are left out (a sparse file)") if info.issparse() else None
    kind: Literal["file", "folder", "link", "device"] = "file"
    target = info.linkname
    if info.isdir():
        kind = "folder"
    elif info.islnk() or info.issym():
        kind = "link"
        # A hard link names another member from the root of the archive.
        target = f"{'../' * info.name.count('/')}{target}" if info.islnk() else target
    elif info.isdev():
        kind = "device"
    return Listed(entry, info.offset, kind, target, unread=unread)


def _cut_members(entries: Sequence[tarfile.TarInfo], length: int) -> Iterator[Fault]:
    for info in entries:
        if info.isreg() and not info.issparse() and info.offset_data + info.size > length:
            detail = f"{max(0, length - info.offset_data):,} of its {info.size:,} bytes are there"
            place = Place(member=shown(info.name), offset=info.offset)
            yield Fault("truncated", place, "a complete archive", detail)
