"""What GDAL says of the bands of a raster, under CF's names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from icos_ingest.model import Fault, Place

if TYPE_CHECKING:
    from rasterio import DatasetReader

T = TypeVar("T")
_ROUNDED = 1 + 1e-6
"""How much beyond the largest float its text may lie."""


def band_dtype(name: str) -> np.dtype[Any]:
    """The type of a band's values by GDAL's name."""
    return np.dtype("complex64" if name == "complex_int16" else name)


def band_attributes(dataset: DatasetReader, number: int, nodata: str | None = None) -> dict[str, Any]:
    """What decides how a band's values are meant.

    Args:
        dataset: open.
        number: of the band, from 1.
        nodata: the missing value as the file spells it, kept where no value of the band's type equals it.
    """
    i = number - 1
    attrs: dict[str, Any] = {}
    dtype = band_dtype(dataset.dtypes[i])
    if nodata is not None and not _fits(nodata, dtype):
        attrs["original_nodata"] = nodata  # GDAL takes what is no number for 0
    elif dataset.nodatavals[i] is not None and dtype.kind != "c":
        attrs["_FillValue"] = dataset.nodatavals[i]
    if dataset.scales[i] != 1:
        attrs["scale_factor"] = dataset.scales[i]
    if dataset.offsets[i] != 0:
        attrs["add_offset"] = dataset.offsets[i]
    if unit := texts(dataset, "units")[i]:
        attrs["units"] = unit
    return attrs


def unfit_nodata(nodata: str | None, dataset: DatasetReader) -> list[Fault]:
    """A fault where some band's type cannot hold the missing value of the file."""
    if nodata is None:
        return []
    types = list(dict.fromkeys(name for name in dataset.dtypes if not _fits(nodata, band_dtype(name))))
    if not types:
        return []
    place = Place(field="nodata", value=nodata)
    return [Fault("unfit-nodata", place, f"a value of type {types[0]}", detail=types[0])]


def _fits(nodata: str, dtype: np.dtype[Any]) -> bool:
    """Whether a value of the type can equal the missing value; limits of floats are often rounded up."""
    number = nodata.split()[0]
    try:
        value = np.nan if "#" in number else float(number)  # "1.#QNAN", as Windows wrote it
    except ValueError:
        return False
    if dtype.kind in "fc":
        return not np.isfinite(value) or abs(value) <= float(np.finfo(dtype).max) * _ROUNDED
    whole = np.isfinite(value) and value == int(value)
    # Beyond 2 ** 53 a float no longer tells whole numbers apart: the text is compared.
    exact = int(number) if number.lstrip("+-").isdecimal() else int(value) if whole else None
    return exact is not None and int(np.iinfo(dtype).min) <= exact <= int(np.iinfo(dtype).max)


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the values of two bands are meant alike, by their attributes."""
    return one.keys() == other.keys() and all(
        np.array_equal(one[k], other[k], equal_nan=isinstance(one[k], float)) for k in one
    )


def band_names(dataset: DatasetReader, numbers: list[int]) -> dict[str, Any]:
    """What bands are called, and which colours they are."""
    said = texts(dataset, "descriptions")
    names = [said[n - 1] or "" for n in numbers]
    colours = [dataset.colorinterp[n - 1].name for n in numbers]
    attrs: dict[str, Any] = {"color_interpretation": colours if len(colours) > 1 else colours[0]}
    if any(names):
        attrs["long_name"] = names if len(names) > 1 else names[0]
    return attrs


def texts(dataset: DatasetReader, kind: str) -> tuple[str | None, ...]:
    """The descriptions or units of all bands; none where one is no UTF-8, since rasterio then gives none."""
    found: tuple[str | None, ...] | None = _read(lambda: getattr(dataset, kind))
    return (None,) * dataset.count if found is None else found


def tags(dataset: DatasetReader) -> dict[str, str]:
    """What the file says of itself; nothing where that is no UTF-8."""
    return _read(dataset.tags) or {}


def has_odd_texts(dataset: DatasetReader) -> bool:
    """Whether texts are left out, since they are no UTF-8."""
    return _read(lambda: (dataset.descriptions, dataset.units, dataset.tags())) is None


def _read(get: Callable[[], T]) -> T | None:
    try:
        return get()
    except UnicodeDecodeError:
        return None
