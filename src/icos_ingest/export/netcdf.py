"""netCDF-4, by the library's own writer, each variable compressed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from icos_ingest.export.conventions import conventional
from icos_ingest.export.names import storable
from icos_ingest.export.stamps import exact_stamps

if TYPE_CHECKING:
    import xarray as xr


def save(dataset: xr.Dataset, path: Path) -> None:
    """Write one netCDF-4 file; values and attributes are equal when read again."""
    found = conventional(storable(dataset))
    stamps = exact_stamps(found)
    for name, variable in found.variables.items():
        # Not as an argument: there xarray refuses what it adds itself to the bounds of a time.
        variable.encoding = _encoding(str(name), variable) | stamps.get(str(name), {})
    found.to_netcdf(path, engine="netcdf4", format="NETCDF4")


def _encoding(name: str, variable: xr.Variable) -> dict[str, Any]:
    encoding: dict[str, Any] = {}
    if variable.dtype.kind in "fiu" and variable.ndim:
        encoding["zlib"] = True
    if variable.dtype.kind == "f":
        # The coordinates of a dimension have no gaps (CF 2.5.1).
        encoding["_FillValue"] = None if variable.dims == (name,) else variable.dtype.type("nan")
    return encoding
