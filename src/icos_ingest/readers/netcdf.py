"""netCDF: classic (CDF-1, CDF-2, CDF-5), read from its own header, and netCDF-4, which is HDF5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.arraylib.classic import MAGIC, VERSIONS
from icos_ingest.arraylib.hdf5_flavour import hdf5_flavour
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "netcdf"


def sniff(source: Source) -> Match | str:
    """The signature of classic netCDF, or that of HDF5 with marks of netCDF."""
    head = source.peek(4)
    # Version 3 was never defined, but the portal takes it for netCDF; reading it says why it is none.
    if head[:3] == MAGIC and len(head) == 4 and head[3] in (*VERSIONS, 3):
        named = VERSIONS.get(head[3], f"CDF-{head[3]}")
        return Match(NAME, Certainty.SIGNATURE, f"the first bytes are the signature of netCDF ({named})")
    flavour = hdf5_flavour(source)
    if flavour is None:
        return "the first bytes are not a netCDF signature"
    found, evidence = flavour
    if found != NAME:
        return "it is HDF5 without any mark of netCDF"
    return Match(NAME, Certainty.SIGNATURE, evidence)


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a netCDF file.

    Raises:
        CorruptFile: the header breaks the format.
        Truncated: the file ends within its header.
        LimitExceeded: it declares more variables than the limits allow.
        UnsupportedVariant: it is of a version that does not exist.
    """
    del spec
    if source.peek(3) != MAGIC:
        from icos_ingest.arraylib.hdf5_file import Hdf5Content

        return Hdf5Content(source, options, NAME)
    from icos_ingest.arraylib.classic_file import ClassicContent

    return ClassicContent(source, options, NAME)


READER = Reader("netcdf", "netCDF", (NAME,), sniff, read, native=True)
