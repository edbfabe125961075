"""Names and attributes that netCDF and zarr can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray as xr

_ODD = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]")
_FIRST = re.compile(r"[A-Za-z0-9_\u0080-\U0010ffff]")
"""How netCDF lets a name begin (NetCDF classic format specification, `name`)."""
_LONGEST = 200
"""Bytes of a name: netCDF takes 256, most file systems, where zarr puts folders of that name, 255."""


def storable(dataset: xr.Dataset) -> xr.Dataset:
    """The dataset under names that netCDF and zarr allow; old ones are kept as `original_name`.

    No slash of either kind, no control characters, no `.` in front, composed Unicode, at most 200 bytes.
    """
    renamed: dict[str, str] = {}
    taken = set(map(str, dataset.variables)) | set(map(str, dataset.dims))
    for name in [*map(str, dataset.variables), *map(str, dataset.dims)]:
        if name not in renamed and (good := _free(_good(name), name, taken)) != name:
            renamed[name] = good
            taken.add(good)
    found = dataset.rename(renamed)
    for old, new in renamed.items():
        if new in found.variables:
            found[new].attrs.setdefault("original_name", old)
    for variable in found.variables.values():
        flag = variable.attrs.get("ancillary_variables")
        mapping = variable.encoding.pop("grid_mapping", None)
        variable.attrs = _attributes(variable.attrs)
        if flag in renamed:
            variable.attrs["ancillary_variables"] = renamed[flag]
        if mapping is not None:
            # An encoding of our own takes the place of the variable's, so what it points at is said here.
            variable.attrs["grid_mapping"] = renamed.get(mapping, mapping)
    found.attrs = _attributes(found.attrs)
    return found


def _good(name: str) -> str:
    good = unicodedata.normalize("NFC", _ODD.sub("_", name)).strip()
    if not _FIRST.match(good):
        good = f"_{good}"
    return good.encode()[:_LONGEST].decode("utf-8", "ignore").strip()


def _free(good: str, name: str, taken: set[str]) -> str:
    while good != name and good in taken:
        good += "_"
    return good


def _attributes(attrs: Mapping[Any, Any]) -> dict[str, Any]:
    """Attributes under names that can be stored; of two that become one, the first stays."""
    found: dict[str, Any] = {}
    for name, value in attrs.items():
        found.setdefault(_good(str(name)), value)
    return found
