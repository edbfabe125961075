"""Names and attributes that netCDF and zarr can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from icos_ingest.dataset import renamed

if TYPE_CHECKING:
    import xarray as xr

_ODD = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]")
_FIRST = re.compile(r"[A-Za-z0-9_\u0080-\U0010ffff]")
"""How netCDF lets a name begin (NetCDF classic format specification, `name`)."""
LONGEST = 200
"""Bytes of a name: netCDF takes 256, most file systems, where zarr puts folders of that name, 255."""


def storable(dataset: xr.Dataset) -> xr.Dataset:
    """The dataset under names that netCDF and zarr allow; old ones are kept as `original_name`.

    No slash of either kind, no control characters, no `.` in front, composed Unicode, at most 200 bytes.
    """
    found, names = renamed(dataset, _good)
    for variable in found.variables.values():
        mapping = variable.encoding.pop("grid_mapping", None)
        variable.attrs = _attributes(variable.attrs)
        if mapping is not None:
            # An encoding of our own takes the place of the variable's, so what it points at is said here.
            variable.attrs["grid_mapping"] = names.get(mapping, mapping)
    found.attrs = _attributes(found.attrs)
    return found


def _good(name: str) -> str:
    good = unicodedata.normalize("NFC", _ODD.sub("_", name)).strip()
    if not _FIRST.match(good):
        good = f"_{good}"
    return good.encode()[:LONGEST].decode("utf-8", "ignore").strip()


def _attributes(attrs: Mapping[Any, Any]) -> dict[str, Any]:
    """Attributes under names that can be stored; of two that become one, the first stays."""
    found: dict[str, Any] = {}
    for name, value in attrs.items():
        found.setdefault(_good(str(name)), value)
    return found
