"""Which kind of dataset the arrays of a file make, by their dimensions and coordinates (docs/model.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.units import POSITIONS, position_of

if TYPE_CHECKING:
    import xarray as xr


def kind_of(dataset: xr.Dataset) -> str:
    """`image`, `raster`, `timeseries` or `trajectory` where the shape says so, else `grid`."""
    dims = set(map(str, dataset.dims))
    if {"y", "x", "channel"} <= dims:
        return "image"
    if {"y", "x", "band"} <= dims:
        return "raster"
    if not _runs_in_time(dataset):
        return "grid"
    return "trajectory" if len(positions(dataset)) == len(POSITIONS) else "timeseries"


def positions(dataset: xr.Dataset) -> list[str]:
    """Names of the variables on `time` that say where a platform was, latitude before longitude."""
    found = (_position(dataset, what) for what in POSITIONS)
    return [name for name in found if name is not None]


def _position(dataset: xr.Dataset, what: str) -> str | None:
    names = (str(n) for n, variable in dataset.variables.items() if _is(variable, str(n), what))
    return next(names, None)


def _is(variable: xr.Variable, name: str, what: str) -> bool:
    if variable.dims != ("time",):
        return False
    standard, unit = variable.attrs.get("standard_name"), variable.attrs.get("units")
    return what in (str(standard), position_of(str(unit)), name.lower())


def _runs_in_time(dataset: xr.Dataset) -> bool:
    """Whether `time` is decoded and no other dimension has coordinates; bounds have none."""
    time = dataset.coords.get("time")
    if time is None or time.dims != ("time",) or time.dtype.kind != "M":
        return False
    shapes = [variable.dims for variable in dataset.data_vars.values()]
    axes = set(dataset.indexes) - {"time"}
    return ("time",) in shapes and all(_thin(dims) and not axes & set(dims) for dims in shapes)


def _thin(dims: tuple[object, ...]) -> bool:
    return len(dims) < 2 or (len(dims) == 2 and dims[0] == "time")
