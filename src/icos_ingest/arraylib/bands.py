"""What GDAL says of the bands of a raster, under CF's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from rasterio import DatasetReader


def band_dtype(name: str) -> np.dtype[Any]:
    """The type of a band's values by GDAL's name."""
    return np.dtype("complex64" if name == "complex_int16" else name)


def band_attributes(dataset: DatasetReader, number: int) -> dict[str, Any]:
    """What decides how a band's values are meant; bands count from 1."""
    i = number - 1
    attrs: dict[str, Any] = {}
    if dataset.nodatavals[i] is not None and band_dtype(dataset.dtypes[i]).kind != "c":
        attrs["_FillValue"] = dataset.nodatavals[i]
    if dataset.scales[i] != 1:
        attrs["scale_factor"] = dataset.scales[i]
    if dataset.offsets[i] != 0:
        attrs["add_offset"] = dataset.offsets[i]
    if dataset.units[i]:
        attrs["units"] = dataset.units[i]
    return attrs


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the values of two bands are meant alike, by their attributes."""
    return one.keys() == other.keys() and all(
        np.array_equal(one[k], other[k], equal_nan=isinstance(one[k], float)) for k in one
    )


def band_names(dataset: DatasetReader, numbers: list[int]) -> dict[str, Any]:
    """What bands are called, and which colours they are."""
    names = [dataset.descriptions[n - 1] or "" for n in numbers]
    colours = [dataset.colorinterp[n - 1].name for n in numbers]
    attrs: dict[str, Any] = {"color_interpretation": colours if len(colours) > 1 else colours[0]}
    if any(names):
        attrs["long_name"] = names if len(names) > 1 else names[0]
    return attrs
