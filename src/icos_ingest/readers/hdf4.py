"""HDF4, the older format of that name (MODIS and other satellites), and HDF-EOS2 on it.

Scientific data sets and tables (Vdatas) become arrays, the latter one for each field. The data sets need the
library pyhdf, an extra: `pip install 'icos-ingest[hdf4]'`. Raster images are named, not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.arraylib.hdf4_elements import SIGNATURE
from icos_ingest.content import Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.arraylib.hdf4_file import Hdf4Content
    from icos_ingest.schema import Spec

NAME = "hdf4"


def sniff(source: Source) -> Match | str:
    """The signature of HDF4."""
    if source.peek(len(SIGNATURE)) == SIGNATURE:
        return Match(NAME, Certainty.SIGNATURE, "the first bytes are the signature of HDF4 (0E 03 13 01)")
    return "the first bytes are not the signature of HDF4"


def read(source: Source, options: Options, spec: Spec | None) -> Hdf4Content:
    """Open an HDF4 file.

    Raises:
        MissingDependency: pyhdf is not installed.
        CorruptFile: its list of elements is broken, or the library cannot open it.
        Truncated: elements lie beyond its end.
        LimitExceeded: it holds more elements, variables or attributes than the limits allow.
    """
    from icos_ingest.arraylib.hdf4_file import Hdf4Content

    del spec
    return Hdf4Content(source, options, NAME)


READER = Reader("hdf4", "HDF4", (NAME,), sniff, read, native=True)
