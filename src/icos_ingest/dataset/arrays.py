"""Arrays of a content as an xarray Dataset, lazily, decoded by the CF conventions.

Values are read when they are asked for, window by window within the limits. What CF decoding cannot take
stays as it stands in the file and is a fault, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import Array, Content, Georeference
from icos_ingest.dataset.lazy import lazy
from icos_ingest.dataset.netcdf_attributes import writable
from icos_ingest.dataset.undecodable import decoding_attributes, quiet, undecodable, undecodable_times
from icos_ingest.model import Fault

if TYPE_CHECKING:
    import xarray as xr

__all__ = ["arrays_to_dataset", "arrays_to_datatree", "undecodable_times"]

_ROOT = "/"


def arrays_to_dataset(
    content: Content, group: str = _ROOT, chunks: Any = None
) -> tuple[xr.Dataset, list[Fault]]:
    """The arrays of one group as a dataset.

    Args:
        content: must stay open as long as values are read.
        group: path of the group, `/` for the root.
        chunks: for dask, as in `xarray.open_dataset`; None for lazy values without dask.

    Returns:
        The dataset, CF-decoded: missing values are NaN, packed values unpacked, times `datetime64` or
        `cftime`; and a fault for each time that stays undecoded. Rasters get `x`, `y` (pixel centres),
        `spatial_ref` (CF 1.11, appendix F) and, where their bands have names, `band_name`.

    Raises:
        ReadError: a coordinate cannot be read.
    """
    arrays = [array for array in content.arrays().values() if array.group == group]
    attrs = content.facts.attributes if group == _ROOT else content.groups().get(group, {})
    variables = {array.name: _variable(array, dims) for array, dims in _dimensions(arrays)}
    undecoded = undecodable(arrays)
    times = {name: var.dtype.kind in "iuf" for name, var in variables.items()} | {
        f.place.field or "": False for f in undecoded
    }
    dataset = _decoded(variables, writable(attrs), times)
    if content.facts.georeference is not None and group == _ROOT:
        dataset = _named(_placed(dataset, content.facts.georeference))
    return (dataset if chunks is None else dataset.chunk(chunks)), undecoded


def arrays_to_datatree(content: Content, chunks: Any = None) -> tuple[xr.DataTree, list[Fault]]:
    """All groups of a content as a tree; see `arrays_to_dataset`.

    A dimension of a group that differs from the dimension of that name above it is renamed, since a tree
    knows one of each name on each branch.
    """
    import xarray as xr

    paths = {_ROOT, *content.groups(), *(array.group for array in content.arrays().values())}
    nodes: dict[str, xr.Dataset] = {}
    faults: list[Fault] = []
    for path in sorted(paths):
        dataset, more = arrays_to_dataset(content, path, chunks)
        nodes[path] = _fitted(dataset, path, nodes)
        faults += more
    return xr.DataTree.from_dict(nodes), faults


def _dimensions(arrays: list[Array]) -> Iterator[tuple[Array, tuple[str, ...]]]:
    """Each array with dimensions that a dataset can have.

    A name that stands twice in one array, that has another length elsewhere, or that is the name of a scalar
    gets a number.
    """
    lengths: dict[str, int] = {}
    names = {array.name for array in arrays}
    scalars = {array.name for array in arrays if not _axes_left(array, names)}
    for array in sorted(arrays, key=lambda a: a.dims != (a.name,)):
        lengths.update({d: n for d, n in zip(array.dims, array.shape, strict=True) if d not in lengths})
    for array in arrays:
        used: list[str] = []
        for dim, length in zip(array.dims, array.shape, strict=True):
            name, copy = dim, 1
            while name in used or name in scalars or lengths.setdefault(name, length) != length:
                copy += 1
                name = f"{dim}_{copy}"
            used.append(name)
        yield array, tuple(used)


def _axes_left(array: Array, names: set[str]) -> int:
    """How many axes decoding leaves: characters become text along an axis that is no variable."""
    text = array.dtype == np.dtype("S1") and bool(array.dims) and array.dims[-1] not in names
    return len(array.dims) - text


def _variable(array: Array, dims: tuple[str, ...]) -> xr.Variable:
    import xarray as xr

    variable = xr.Variable(dims, lazy(array), decoding_attributes(array), fastpath=True)
    if array.chunks:
        variable.encoding["preferred_chunks"] = dict(zip(dims, array.chunks, strict=True))
    return variable


def _decoded(
    variables: Mapping[str, xr.Variable], attrs: dict[str, Any], times: Mapping[str, bool]
) -> xr.Dataset:
    """The decoded dataset; `times` says of each variable whether times are to be decoded."""
    import xarray as xr

    with quiet():
        found, kept, coordinates = xr.conventions.decode_cf_variables(
            dict(variables), attrs, decode_times=times, decode_timedelta=False, decode_coords=True
        )
        dataset = xr.Dataset(found, attrs=kept)
        return dataset.set_coords([name for name in coordinates if name in dataset])


def _placed(dataset: xr.Dataset, where: Georeference) -> xr.Dataset:
    """With coordinates of the pixels' centres and the grid mapping, as GDAL and CF write them."""
    import xarray as xr

    attrs: dict[str, Any] = {}
    if where.crs:
        attrs |= {"crs_wkt": where.crs, "spatial_ref": where.crs}
    coordinates: dict[str, Any] = {}
    if where.transform:
        left, column, _, top, _, row = where.transform
        attrs["GeoTransform"] = " ".join(f"{number:.17g}" for number in where.transform)
        if not where.rotated:
            with np.errstate(over="ignore"):  # of a damaged transform
                x, y = (np.arange(n) + 0.5 for n in (where.width, where.height))
                coordinates["x"] = ("x", left + column * x, {"axis": "X"})
                coordinates["y"] = ("y", top + row * y, {"axis": "Y"})
    if not attrs:
        return dataset
    coordinates["spatial_ref"] = xr.Variable((), np.int64(0), attrs)
    placed = dataset.assign_coords(coordinates)
    for name in dataset.data_vars:
        placed[name].encoding["grid_mapping"] = "spatial_ref"
    return placed


def _named(dataset: xr.Dataset) -> xr.Dataset:
    """With what the bands are called as a coordinate, where one variable holds several."""
    for variable in dataset.data_vars.values():
        names = variable.attrs.get("long_name")
        if isinstance(names, list) and len(names) == dataset.sizes.get("band"):
            del variable.attrs["long_name"]
            return dataset.assign_coords(band_name=("band", np.array(names, dtype=object)))
    return dataset


def _fitted(dataset: xr.Dataset, path: str, above: Mapping[str, xr.Dataset]) -> xr.Dataset:
    """The dataset of a group with dimensions that go with those of the groups above it."""
    while path not in ("", _ROOT):
        name = path.rpartition("/")[2]
        path = path.rpartition("/")[0] or _ROOT
        parent = above.get(path)
        if parent is None:
            continue
        clashes = [dim for dim in dataset.dims if dim in parent.dims and not _agree(dataset, parent, dim)]
        renamed = {dim: f"{dim}_{name}" for dim in clashes}
        dataset = dataset.swap_dims(renamed) if renamed else dataset
    return dataset


def _agree(one: xr.Dataset, other: xr.Dataset, dim: Any) -> bool:
    if one.sizes[dim] != other.sizes[dim]:
        return False
    if dim in one.indexes and dim in other.indexes:
        return bool(one.indexes[dim].equals(other.indexes[dim]))
    return True
