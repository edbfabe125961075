"""What an HDF5 data set keeps in other files, as its header says.

Even the shape of a virtual data set may open its sources (an unlimited mapping is as long as they are), so
this is asked before anything else. Sources: HDF5 user's guide, external storage and virtual data sets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from icos_ingest.arraylib.attributes import shown

if TYPE_CHECKING:
    from h5py import h5d

_ITSELF = "."
_SHOWN = 3
_LOOKED_AT = 10_000
"""Sources of one data set that are looked up."""


class Elsewhere(Struct, frozen=True):
    """Where the values of a data set lie, if not in itself.

    Attributes:
        files: names of the other files as they are written, each once; empty where all sources are here.
        virtual: whether they are sources of a view, which HDF5 also looks for beside the file; raw bytes it
            looks for in the working directory alone.
    """

    files: tuple[str, ...]
    virtual: bool

    def __str__(self) -> str:
        more = len(self.files) - _SHOWN
        return ", ".join(self.files[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")

    def absent(self, folder: Path) -> list[str]:
        """Names of files that HDF5 will not find; a pattern for many files is let pass.

        Args:
            folder: of the file that names them.
        """
        places = (folder, Path()) if self.virtual else (Path(),)
        return [
            name
            for name in self.files
            if "%b" not in name and not any((place / name).exists() for place in places)
        ]


def elsewhere(found: h5d.DatasetID) -> Elsewhere | None:
    """Which files the values lie in; None where they lie in the data set itself."""
    from h5py import h5d

    creation = found.get_create_plist()
    virtual = creation.get_layout() == h5d.VIRTUAL
    count = min(_LOOKED_AT, creation.get_virtual_count() if virtual else creation.get_external_count())
    if not virtual and not count:
        return None
    name_of = creation.get_virtual_filename if virtual else lambda i: shown(creation.get_external(i)[0])
    names = dict.fromkeys(name_of(i) for i in range(count))
    return Elsewhere(tuple(name for name in names if name != _ITSELF or not virtual), virtual)
