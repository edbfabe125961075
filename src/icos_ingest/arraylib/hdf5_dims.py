"""The names of the dimensions of HDF5 data sets.

A dimension scale names the axes that it is attached to (HDF5 Dimension Scale specification; netCDF-4 uses
nothing else). HDF-EOS5 describes the axes of its fields in a text. All others are called `dim_0`, `dim_1`,
...: one name for each length, so that data sets of one shape share their dimensions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from icos_ingest.arraylib.hdf5_tree import DAMAGED, address_of
from icos_ingest.arraylib.hdfeos import FieldAxes
from icos_ingest.arraylib.windows import bytes_of

if TYPE_CHECKING:
    from h5py import h5d

_NO_VARIABLE = b"This is a netCDF dimension but not a netCDF variable"
_LARGEST = 1 << 20
"""Bytes of an attribute of the libraries' own."""
_NON_COORDINATE = "_nc4_non_coord_"


class Axes(Struct, frozen=True):
    """The axes of one data set.

    Attributes:
        dims: their names.
        shape: their lengths, those of the dimensions: netCDF lets a variable lag behind an unlimited one.
        variable: False for a dimension of netCDF that has no variable of its own.
        scale: whether the data set is a dimension scale.
    """

    dims: tuple[str, ...]
    shape: tuple[int, ...]
    variable: bool = True
    scale: bool = False


def variable_name(path: str) -> str:
    """The path without netCDF-4's prefix for a variable named like a dimension that it is not."""
    group, _, name = path.rpartition("/")
    return f"{group}/{name.removeprefix(_NON_COORDINATE)}"


def name_axes(datasets: Mapping[str, h5d.DatasetID], fields: FieldAxes) -> dict[str, Axes]:
    """The axes of each data set, by path; those whose shape cannot be had are left out.

    Args:
        datasets: of the file, by path.
        fields: names that HDF-EOS5 gives to axes without a scale.
    """
    shapes = {path: shape for path, found in datasets.items() if (shape := _shape(found)) is not None}
    scales = {path: found for path, found in datasets.items() if path in shapes and _is_scale(found)}
    by_address = {address_of(found): path for path, found in scales.items()}
    by_id = {number: path for path, found in scales.items() if (number := _dimid(found)) is not None}
    owners = {
        path: _scales_of(datasets[path], path, shapes[path], by_address, by_id, scales) for path in shapes
    }
    lengths = _lengths(owners, shapes)
    phony = Phony({path.rpartition("/")[2] for path in scales})
    axes = {}
    for path, shape in shapes.items():
        owned = owners[path]
        told = fields.names(path, shape) if not any(owned) else owned
        dims = phony.fill([name and variable_name(name).rpartition("/")[2] for name in told], shape)
        lagging = [_unlimited(datasets[path], axis) for axis in range(len(shape))]
        full = tuple(
            max(length, lengths.get(owner or "", 0)) if late else length
            for owner, length, late in zip(owned, shape, lagging, strict=True)
        )
        axes[path] = Axes(
            dims, full, path not in scales or not _without_variable(scales[path]), path in scales
        )
    return axes


class Phony:
    """Gives out names for axes that have none."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._names: dict[tuple[int, int], str] = {}
        self._next = 0

    def fill(self, names: Sequence[str | None], shape: Sequence[int]) -> tuple[str, ...]:
        """The names of the axes of an array, those that are None given one for each length."""
        filled, used = [], dict[int, int]()
        for name, length in zip(names, shape, strict=True):
            if name is None:
                turn = used[length] = used.get(length, -1) + 1
                name = self._names.get((length, turn)) or self._new(length, turn)
            filled.append(name)
        return tuple(filled)

    def _new(self, length: int, turn: int) -> str:
        while (name := f"dim_{self._next}") in self._taken:
            self._next += 1
        self._next += 1
        self._names[length, turn] = name
        return name


def _shape(found: h5d.DatasetID) -> tuple[int, ...] | None:
    try:
        return tuple(int(n) for n in found.shape)
    except DAMAGED:
        return None


def _raw(found: h5d.DatasetID, name: bytes) -> Any:
    """An attribute of the libraries' own, None where it is not there or broken."""
    import numpy as np
    from h5py import h5a

    try:
        if not h5a.exists(found, name):
            return None
        attribute = h5a.open(found, name)
        if bytes_of(attribute.shape, attribute.get_type().get_size()) > _LARGEST:
            return None
        values = np.empty(attribute.shape, dtype=attribute.dtype)
        attribute.read(values)
    except DAMAGED:
        return None
    return values


def _text(found: h5d.DatasetID, name: bytes) -> bytes:
    value = _raw(found, name)
    if value is None or value.size != 1:
        return b""
    item = value.ravel()[0]
    return item if isinstance(item, bytes) else str(item).encode()


def _is_scale(found: h5d.DatasetID) -> bool:
    return _text(found, b"CLASS").rstrip(b"\0") == b"DIMENSION_SCALE"


def _without_variable(found: h5d.DatasetID) -> bool:
    return _text(found, b"NAME").startswith(_NO_VARIABLE)


def _dimid(found: h5d.DatasetID) -> int | None:
    value = _raw(found, b"_Netcdf4Dimid")
    return (
        int(value.ravel()[0]) if value is not None and value.size == 1 and value.dtype.kind in "iu" else None
    )


def _scales_of(
    found: h5d.DatasetID,
    path: str,
    shape: tuple[int, ...],
    by_address: Mapping[tuple[int, int], str],
    by_id: Mapping[int, str],
    scales: Mapping[str, h5d.DatasetID],
) -> list[str | None]:
    """The path of the scale on each axis, None where there is none."""
    from h5py import h5r

    own: list[str | None] = [None] * len(shape)
    numbers = _raw(found, b"_Netcdf4Coordinates")
    if numbers is not None and numbers.size == len(shape) and numbers.dtype.kind in "iu":
        return [by_id.get(int(number)) for number in numbers.ravel()]
    attached = _raw(found, b"DIMENSION_LIST")
    if attached is not None and attached.shape == (len(shape),):
        for axis, references in enumerate(attached):
            try:
                own[axis] = by_address.get(address_of(h5r.dereference(references[0], found)))
            except DAMAGED:
                continue
    elif path in scales and shape:
        own[0] = path
    return own


def _lengths(
    owners: Mapping[str, Sequence[str | None]], shapes: Mapping[str, tuple[int, ...]]
) -> dict[str, int]:
    """The length of each dimension that scales name: that of the longest axis on it."""
    lengths: dict[str, int] = {}
    for path, owned in owners.items():
        for owner, length in zip(owned, shapes[path], strict=True):
            if owner is not None:
                lengths[owner] = max(length, lengths.get(owner, 0))
    return lengths


def _unlimited(found: h5d.DatasetID, axis: int) -> bool:
    from h5py import h5s

    try:
        return bool(found.get_space().get_simple_extent_dims(maxdims=True)[axis] == h5s.UNLIMITED)
    except DAMAGED:
        return False
