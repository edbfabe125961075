"""HDF5 that is not netCDF-4: MATLAB files, PyTables, model output.

Data sets become arrays. Axes are named by dimension scales where there are any, else `dim_0`, `dim_1`, ...,
one name for each length. External links, virtual data sets and external storage are named, never followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.arraylib.hdf5_flavour import hdf5_flavour
from icos_ingest.content import Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.arraylib.hdf5_file import Hdf5Content
    from icos_ingest.schema import Spec

NAME = "hdf5"


def sniff(source: Source) -> Match | str:
    """The signature of HDF5 without any mark of netCDF."""
    flavour = hdf5_flavour(source)
    if flavour is None:
        return "there is no HDF5 signature at the start or after a user block"
    found, evidence = flavour
    if found != NAME:
        return "it is HDF5, but bears marks of netCDF-4"
    return Match(NAME, Certainty.SIGNATURE, evidence)


def read(source: Source, options: Options, spec: Spec | None) -> Hdf5Content:
    """Open an HDF5 file.

    Raises:
        CorruptFile: the HDF5 library cannot open it.
        Truncated: it is shorter than it says.
        LimitExceeded: it holds more objects than the limits allow.
    """
    from icos_ingest.arraylib.hdf5_file import Hdf5Content

    del spec
    return Hdf5Content(source, options, NAME)


READER = Reader("hdf5", "HDF5", (NAME,), sniff, read, native=True)
