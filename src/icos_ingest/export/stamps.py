"""How stamps are written in netCDF and zarr: whole numbers, in units in which none of them is rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import xarray as xr

_UNITS = {"ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}


def exact_stamps(dataset: xr.Dataset) -> dict[str, dict[str, str]]:
    """Put stamps into a resolution that xarray encodes without loss, and give the encoding of each.

    xarray 2026.9 makes NaT of stamps whose resolution is coarser than the units they are encoded in.
    """
    encodings = {}
    for name, variable in dataset.variables.items():
        if variable.dtype.kind != "M":
            continue
        values = np.asarray(variable)
        unit = next(unit for unit in _UNITS if unit == "ns" or _exact(values, unit))
        if np.datetime_data(values.dtype)[0] not in _UNITS:
            dataset[name] = variable.astype(f"M8[{unit}]")
        encodings[str(name)] = {"units": f"{_UNITS[unit]} since 1970-01-01", "dtype": "int64"}
    return encodings


def _exact(values: np.ndarray, unit: str) -> bool:
    known = values[~np.isnat(values)]
    return bool((known.astype(f"M8[{unit}]") == known).all())
