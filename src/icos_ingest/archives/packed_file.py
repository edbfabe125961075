"""One packed file, opened: a container with one member."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from icos_ingest.archives.members import Archive, Entry, Readable
from icos_ingest.archives.names import unsafe_name
from icos_ingest.archives.packings import PACKINGS, Packing, packing_of
from icos_ingest.archives.streams import Unpacked, Zstandard
from icos_ingest.content import Facts
from icos_ingest.errors import CorruptFile, Truncated
from icos_ingest.model import Fault, Options, Place, Source

_DEFLATE = 8
_EXTRA, _NAME = 0x04, 0x08


def open_packed(source: Source, options: Options) -> Archive:
    """Open a packed file; what is wrong with the packed data shows when the member is read.

    Raises:
        CorruptFile: it is packed with none of these, or in a way that gzip does not know.
        Truncated: the header is not complete.
    """
    head = source.peek()
    word = packing_of(head)
    if word is None:
        raise CorruptFile("this is packed with none of gzip, bzip2, xz and zstd", source=source.name)
    stated, faults = None, []
    if word == "gzip":
        stated = _stated_name(head, source)
        if stated and (reason := unsafe_name(stated)):
            place = Place(member=stated[:300], offset=10)
            faults.append(Fault("unsafe-member", place, "the plain name of a file", reason))
    with ExitStack() as stack:
        path = stack.enter_context(source.local_path(limit=options.limits.spool))
        opened = stack.pop_all()
    name = _plain(stated or "") or _stem(source.basename, PACKINGS[word])
    member = Entry(name, partial(_unpacked, path, word), path.stat().st_size)
    return Archive(source, Facts(word, faults=tuple(faults)), options.limits, opened, [member])


def _unpacked(path: Path, word: str) -> Readable:
    if word == "zstd":
        return Zstandard(path.open("rb"))
    return Unpacked(path, word, PACKINGS[word].signature.match)


def _stated_name(head: bytes, source: Source) -> str | None:
    """The name in a gzip header (RFC 1952, 2.3), which is ISO 8859-1 and ends with a zero byte."""
    if len(head) < 18:
        raise Truncated("the gzip file ends within its header", source=source.name)
    if head[2] != _DEFLATE:
        raise CorruptFile(f"packing method {head[2]} is unknown to gzip", source=source.name)
    at = 10
    if head[3] & _EXTRA:
        at += 2 + int.from_bytes(head[at : at + 2], "little")
    end = head.find(b"\0", at)
    return head[at:end].decode("latin-1") if head[3] & _NAME and end > at else None


def _plain(name: str) -> str:
    """The last part of a name, without what does not belong into one."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1][:255]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    return "" if plain in (".", "..") else plain


def _stem(name: str, packing: Packing) -> str:
    """A file's name without the suffix of its packing."""
    for suffix, inner in packing.suffixes:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return _plain(name[: -len(suffix)] + inner) or "content"
    return _plain(name) or "content"
