"""One file packed with gzip, bzip2, xz or zstd: a container with one member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.archives.packings import PACKINGS, packing_of
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def sniff(source: Source) -> Match | str:
    """The signature."""
    word = packing_of(source.peek())
    if word is None:
        return "it does not begin as gzip, bzip2, xz or zstd do"
    return Match(word, Certainty.SIGNATURE, f"the first bytes are those of {word}")


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a packed file; what is wrong with the packed data shows when the member is read.

    Raises:
        CorruptFile: it is packed with none of these, or in a way that gzip does not know.
        Truncated: the header is not complete.
    """
    from icos_ingest.archives.packed_file import open_packed

    del spec
    return open_packed(source, options)


READER = Reader(
    "compressed", "File packed with gzip, bzip2, xz or zstd", tuple(PACKINGS), sniff, read, native=True
)
