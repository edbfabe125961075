"""Tar archives: members are read as sources of their own, never unpacked by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_HEADER = 512


def sniff(source: Source) -> Match | str:
    """`ustar` at byte 257, or a first header whose checksum is right (the tar of old)."""
    head = source.peek(_HEADER)
    if len(head) < _HEADER:
        return "it is shorter than a header of tar"
    if head[257:262] == b"ustar":
        return Match("tar", Certainty.SIGNATURE, "the first header bears the word ustar")
    try:
        stated = int(head[148:156].strip(b" \0") or b"-", 8)
    except ValueError:
        return "the first 512 bytes are no header of tar"
    if stated in (_checksum(head, signed=False), _checksum(head, signed=True)):
        return Match("tar", Certainty.CONTENT, "the first 512 bytes are a header of tar with its checksum")
    return "the first 512 bytes do not have the checksum of a tar header"


def _checksum(block: bytes, *, signed: bool) -> int:
    """The sum of a header's bytes, its own field taken as blanks (POSIX.1-1988, ustar)."""
    values = block[:148] + b" " * 8 + block[156:]
    return sum(value - 256 if signed and value > 127 else value for value in values)


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open an archive.

    Raises:
        CorruptFile: its first header cannot be read.
        LimitExceeded: it has too many members.
    """
    from icos_ingest.archives.tar_file import open_tar

    del spec
    return open_tar(source, options)


READER = Reader("tar_archive", "Tar archive", ("tar",), sniff, read, native=True)
