"""Where a dataset breaks the documented model; every reader's test asks this."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import xarray as xr

KINDS = ("timeseries", "trajectory", "grid", "raster", "image", "table", "tree")


def violations(dataset: xr.Dataset) -> list[str]:
    """What of docs/model.md does not hold, one sentence each; empty for a good dataset.

    Reads attributes and the time coordinate, no other data.
    """
    found: list[str] = []
    found += _global(dataset)
    found += _time(dataset)
    for name, variable in dataset.variables.items():
        found += _variable(str(name), variable, dataset)
    return found


def _global(dataset: xr.Dataset) -> list[str]:
    found = [
        f"global attribute {key} is missing"
        for key in ("Conventions", "kind", "source_file", "source_format", "ingested_by")
        if key not in dataset.attrs
    ]
    if dataset.attrs.get("kind") not in KINDS:
        found.append(f"kind is {dataset.attrs.get('kind')!r}, not one of {', '.join(KINDS)}")
    found += [
        f"global attribute {key} cannot be written" for key, value in dataset.attrs.items() if _odd(value)
    ]
    return found


def _time(dataset: xr.Dataset) -> list[str]:
    kind = dataset.attrs.get("kind")
    if kind not in ("timeseries", "trajectory"):
        return []
    if "time" not in dataset.coords:
        return [f"a {kind} has no coordinate time"]
    time = dataset["time"]
    found = []
    if time.dtype.kind != "M":
        found.append(f"time is {time.dtype}, not datetime64 in UTC")
    if time.dims != ("time",):
        found.append(f"time lies on {time.dims}, not on time")
    bounds = time.attrs.get("bounds")
    if bounds and (bounds not in dataset or dataset[bounds].dims != ("time", "bnds")):
        found.append(f"the bounds of time, {bounds}, are not on (time, bnds)")
    elif bounds:
        edges = dataset[bounds].to_numpy()
        known = ~(np.isnat(time.to_numpy()) | np.isnat(edges).any(axis=1))
        stamps = time.to_numpy()[known]
        if not ((edges[known, 0] <= stamps) & (stamps <= edges[known, 1])).all():
            found.append("a stamp of time lies outside its bounds")
    return found


def _variable(name: str, variable: xr.Variable, dataset: xr.Dataset) -> list[str]:
    found = [
        f"{name}: attribute {key} cannot be written" for key, value in variable.attrs.items() if _odd(value)
    ]
    units = variable.attrs.get("units")
    if isinstance(units, str) and dataset.attrs.get("kind") in ("timeseries", "trajectory", "table"):
        from icos_ingest.units import to_udunits

        if to_udunits(units).udunits != units:
            found.append(f"{name}: units {units!r} are not in UDUNITS spelling")
    flag = variable.attrs.get("ancillary_variables")
    # Names of our columns may hold blanks, so one name and CF's list of names are both looked for.
    if flag is not None and flag not in dataset and not all(word in dataset for word in str(flag).split()):
        found.append(f"{name}: its flag {flag} is not there")
    values, meanings = variable.attrs.get("flag_values"), variable.attrs.get("flag_meanings")
    if (
        values is not None
        and isinstance(meanings, str)
        and len(np.atleast_1d(values)) != len(meanings.split())
    ):
        found.append(f"{name}: flag_values and flag_meanings differ in number")
    return found


def _odd(value: Any) -> bool:
    """Whether a value is of no type that JSON and netCDF can hold."""
    if isinstance(value, np.ndarray | np.number | bytes):
        return isinstance(value, np.ndarray) and value.dtype.kind not in "biufSU"
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return True
    return isinstance(value, dict | bool) or value is None
