"""What CF-1.11 asks of a netCDF file beyond the model: names, titles, history, units, projections."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from icos_ingest.dataset import renamed
from icos_ingest.export.names import LONGEST

if TYPE_CHECKING:
    import xarray as xr

_POSITIONS = {"latitude": "degrees_north", "longitude": "degrees_east"}
"""Units that CF asks for (4.1 and 4.2), by standard name."""
_SPELLED = str.maketrans({"µ": "u", "μ": "u", "°": "deg", "%": "percent"})
_DEGREES = {"degree", "degrees"}
_UPWARD = {"depth": "down", "height": "up", "altitude": "up"}
"""Where a vertical coordinate points, by standard name (4.3)."""


def conventional(dataset: xr.Dataset) -> xr.Dataset:
    """The dataset as CF-1.11 wants a file of it; what a dataset or a file says already stays.

    - Names are letters, digits and underscores, and no two differ by case alone (2.3); so lists of names such
      as `ancillary_variables` can be read. `original_name` keeps the title.
    - Every variable has a `long_name` (3.2), one text; the file a `title` and a `history` (2.6.2).
    - Latitudes are in `degrees_north`, longitudes in `degrees_east` (4.1, 4.2).
    - Days of `datetime64` have 86,400 s each (4.4.3), temperatures have their zero on the scale (3.1.2),
      heights point up and depths down (4.3).
    - A projection given as WKT is spelled out as a grid mapping (5.6).
    """
    found = renamed(dataset, _names(dataset).__getitem__)[0]
    _projections(found)
    bounds = {variable.attrs.get("bounds") for variable in found.variables.values()}
    for name, variable in found.variables.items():
        if name not in bounds:  # They are described by what they bound (7.1).
            variable.attrs = _described(str(name), variable, name in found.coords)
    found.attrs = _file(found.attrs)
    return found


def _names(dataset: xr.Dataset) -> dict[str, str]:
    """A name for each variable and dimension; no two differ by case alone, and dimensions keep theirs."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(map(str, [*dataset.dims, *dataset.variables])):
        good = _name(name)
        while good.lower() in taken:
            good += "_2"
        found[name] = good
        taken.add(good.lower())
    return found


def _name(name: str) -> str:
    spelled = unicodedata.normalize("NFKD", name.translate(_SPELLED))
    plain = spelled.encode("ascii", "ignore").decode()
    good = re.sub(r"\W+", "_", plain).strip("_") if re.search(r"\W", name, re.ASCII) else name
    good = good if re.match(r"[A-Za-z]", good) else f"v_{good}".rstrip("_")
    return good[:LONGEST]


def _described(name: str, variable: xr.Variable, is_coordinate: bool) -> dict[str, Any]:
    attrs = dict(variable.attrs)
    if is_coordinate and attrs.get("units") in _POSITIONS.values():
        attrs.setdefault("standard_name", next(q for q, u in _POSITIONS.items() if u == attrs["units"]))
    if isinstance(attrs.get("long_name"), list):
        attrs["long_name"] = ", ".join(map(str, attrs["long_name"]))
    if "standard_name" not in attrs:
        attrs.setdefault("long_name", attrs.get("original_name", name))
    quantity = str(attrs.get("standard_name", ""))
    if attrs.get("units") in _DEGREES:
        attrs["units"] = _POSITIONS.get(quantity, attrs["units"])
    if quantity in _UPWARD:
        attrs.setdefault("positive", _UPWARD[quantity])
    if variable.dtype.kind == "M":
        attrs.setdefault("units_metadata", "leap_seconds: none")
    elif quantity.endswith("temperature"):
        attrs.setdefault("units_metadata", "temperature: on_scale")
    return attrs


def _file(attrs: dict[Any, Any]) -> dict[Any, Any]:
    source, by = attrs.get("source_file"), attrs.get("ingested_by", "icos-ingest")
    line = f"written by {by} from {source}" if source else f"written by {by}"
    history = attrs.get("history")
    return {"title": source or "untitled"} | attrs | {"history": f"{history}\n{line}" if history else line}


def _projections(dataset: xr.Dataset) -> None:
    """Grid mappings of the WKT that a raster came with, and what its axes are then."""
    for variable in dataset.variables.values():
        wkt = variable.attrs.get("crs_wkt")
        if not isinstance(wkt, str) or "grid_mapping_name" in variable.attrs:
            continue
        from pyproj import CRS
        from pyproj.exceptions import CRSError

        try:
            crs = CRS.from_wkt(wkt)
        except CRSError:
            continue
        variable.attrs = crs.to_cf() | variable.attrs
        for axis in crs.cs_to_cf():
            coordinate = dataset.variables.get(axis.get("axis", "").lower())
            if coordinate is not None:
                coordinate.attrs = axis | coordinate.attrs
