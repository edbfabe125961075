"""HDF4, the older format of that name (MODIS and other satellites): known, not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import Content, Reader
from icos_ingest.errors import UnsupportedVariant
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "hdf4"
SIGNATURE = b"\x0e\x03\x13\x01"


def sniff(source: Source) -> Match | str:
    """The signature of HDF4."""
    if source.peek(len(SIGNATURE)) == SIGNATURE:
        return Match(NAME, Certainty.SIGNATURE, "the first bytes are the signature of HDF4 (0E 03 13 01)")
    return "the first bytes are not the signature of HDF4"


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Say what to do instead.

    Raises:
        UnsupportedVariant: always.
    """
    del options, spec
    raise UnsupportedVariant(
        "this is HDF4, which is not read",
        expected="netCDF or HDF5",
        hint="convert it with 'h4toh5 in.hdf out.h5', or with an ncdump built for HDF4 and 'ncgen -4'",
        source=source.name,
    )


READER = Reader("hdf4", "HDF4", (NAME,), sniff, read, native=True)
