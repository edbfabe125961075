"""Names and attributes that netCDF and zarr can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray as xr

_ODD = re.compile(r"[/\x00-\x1f\x7f]")


def storable(dataset: xr.Dataset) -> xr.Dataset:
    """The dataset under names that netCDF allows: no `/`, no control characters; old ones are kept aside."""
    renamed: dict[str, str] = {}
    for name in map(str, dataset.variables):
        good = _ODD.sub("_", name).strip() or "unnamed"
        while good != name and (good in dataset.variables or good in renamed.values()):
            good += "_"
        if good != name:
            renamed[name] = good
    found = dataset.rename(renamed)
    for old, new in renamed.items():
        found[new].attrs.setdefault("original_name", old)
    for variable in found.variables.values():
        flag = variable.attrs.get("ancillary_variables")
        if flag in renamed:
            variable.attrs["ancillary_variables"] = renamed[flag]
    return found
