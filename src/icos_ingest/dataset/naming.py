"""Names of variables that some container cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray as xr


def renamed(dataset: xr.Dataset, good: Callable[[str], str]) -> tuple[xr.Dataset, dict[str, str]]:
    """The dataset under other names, each old one kept as `original_name`, and the new name of each old one.

    Args:
        dataset: not changed.
        good: gives the name that can be held; of two names that become one, the later gets an underscore.
    """
    found: dict[str, str] = {}
    taken = set(map(str, dataset.variables)) | set(map(str, dataset.dims))
    for name in [*map(str, dataset.variables), *map(str, dataset.dims)]:
        if name not in found and (new := _free(good(name), name, taken)) != name:
            found[name] = new
            taken.add(new)
    renamed = dataset.rename(found)
    for old, new in found.items():
        if new in renamed.variables:
            renamed[new].attrs.setdefault("original_name", old)
    for variable in renamed.variables.values():
        flag = variable.attrs.get("ancillary_variables")
        if flag in found:
            variable.attrs["ancillary_variables"] = found[flag]
    return renamed, found


def as_node(dataset: xr.Dataset) -> xr.Dataset:
    """The dataset under names that a tree can hold: `Date/Time` becomes `Date_Time`."""
    return renamed(dataset, lambda name: name.replace("/", "_"))[0]


def _free(good: str, name: str, taken: set[str]) -> str:
    while good != name and good in taken:
        good += "_"
    return good
