"""TIFF and GeoTIFF: bands on (band, y, x), with where they lie on the Earth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from icos_ingest.arraylib.ifd import Bytes, bytes_at, is_tiff, read_chain
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

PLAIN, GEO = "tiff", "geotiff"
_SCAN = 4 << 20


def sniff(source: Source) -> Match | str:
    """The signature of TIFF, and whether the first directory holds geo keys."""
    head = source.peek(16)
    if not is_tiff(head):
        return "the first bytes are not the signature of TIFF"
    with _bytes_of(source) as read:
        pages = read_chain(read, pages=1).pages
    if pages and pages[0].georeferenced:
        return Match(GEO, Certainty.SIGNATURE, "the signature of TIFF, and geo keys in the first directory")
    return Match(PLAIN, Certainty.SIGNATURE, "the signature of TIFF, and no geo keys in the first directory")


@contextmanager
def _bytes_of(source: Source) -> Iterator[Bytes]:
    """Bytes anywhere in a file, or in the first megabytes of anything else."""
    if source.path is None:

        def peek(offset: int, size: int) -> bytes:
            return source.peek(min(offset + size, _SCAN))[offset : offset + size]

        yield peek
        return
    with bytes_at(source.path) as read:
        yield read


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a TIFF.

    Raises:
        CorruptFile: there is no directory that can be read, or GDAL refuses it.
        UnsupportedVariant: its compression is one that GDAL was built without.
        Truncated: it ends before its first directory.
        LimitExceeded: it claims more pixels or bands than the limits allow.
    """
    from icos_ingest.arraylib.tiff_file import TiffContent

    del spec
    return TiffContent(source, options, (PLAIN, GEO))


READER = Reader("tiff", "TIFF and GeoTIFF", (PLAIN, GEO), sniff, read, native=True)
