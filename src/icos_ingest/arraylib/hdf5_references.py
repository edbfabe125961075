"""References of an HDF5 file: whether what they name is there.

A reference names an object of its own file, or a region of one; what it names is read where it stands. Those
of the kind that came with HDF5 1.12, which may lead into other files, have no form in numpy and stay unread.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from icos_ingest.arraylib.hdf5_tree import DAMAGED, reason
from icos_ingest.content import Values

if TYPE_CHECKING:
    from h5py import h5f

_TRIED = 100_000
"""References of one window that are followed."""


def first_broken(values: Values, file: h5f.FileID) -> tuple[int, str] | None:
    """Position among the values, and why, of the first reference that leads nowhere; None if all are well.

    Args:
        values: references, or anything else, of which nothing is said.
        file: that holds them.
    """
    from h5py import h5r

    if values.dtype.kind != "O":
        return None
    for position, one in enumerate(islice(values.flat, _TRIED)):
        # An empty reference names nothing on purpose.
        if not isinstance(one, h5r.Reference) or not one:
            continue
        try:
            _follow(one, file)
        except DAMAGED as error:
            return position, reason(error)
    return None


def _follow(one: Any, file: h5f.FileID) -> None:
    from h5py import h5r

    h5r.get_obj_type(one, file)
    if isinstance(one, h5r.RegionReference):
        h5r.get_region(one, file)
