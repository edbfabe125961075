"""A table's dataset as columns, the stamps first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy.typing as npt

from icos_ingest.errors import OptionError

if TYPE_CHECKING:
    import xarray as xr


def columns_of(dataset: xr.Dataset) -> dict[str, npt.NDArray[Any]]:
    """One-dimensional columns of equal length by name, `time` first; bounds become two columns.

    Raises:
        OptionError: the dataset is gridded.
    """
    dims = {str(dim) for dim in dataset.dims} - {"bnds"}
    if len(dims) > 1:
        raise OptionError(
            f"the data lie on {', '.join(sorted(dims))}",
            expected="a table",
            hint="convert it to .nc or .zarr",
        )
    found: dict[str, npt.NDArray[Any]] = {}
    for name in sorted(map(str, dataset.variables), key=lambda name: name != "time"):
        values = dataset[name].to_numpy()
        if values.ndim == 2:
            found[f"{name}_start"], found[f"{name}_end"] = values.T
        elif values.ndim == 1:
            found[name] = values
    return found
