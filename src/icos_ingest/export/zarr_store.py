"""A zarr store, a folder of chunks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from icos_ingest.export.names import storable
from icos_ingest.export.stamps import exact_stamps

if TYPE_CHECKING:
    import xarray as xr


def save(dataset: xr.Dataset, path: Path) -> None:
    """Write one zarr store; values and attributes are equal when read again."""
    found = storable(dataset)
    encoding = exact_stamps(found)
    for variable in found.variables.values():
        variable.attrs = {key: _plain(value) for key, value in variable.attrs.items()}
    found.attrs = {key: _plain(value) for key, value in found.attrs.items()}
    # Version 2 of the format holds fixed-width text, which version 3 has no specification for.
    found.drop_encoding().to_zarr(path, mode="w-", encoding=encoding, zarr_format=2, consolidated=True)


def _plain(value: object) -> object:
    """Attributes of zarr are JSON."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if isinstance(value, np.generic) else value
