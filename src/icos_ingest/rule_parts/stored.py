"""Stored values of an array: which are missing, and what they are unpacked (CF 2.5.1 and 8.1)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import reduce
from typing import Any

import numpy as np

from icos_ingest.content import Array, BoolArray, Values

_FILL = ("_FillValue", "missing_value")
_NEVER_WRITTEN = {
    "f4": np.float32(9.969209968386869e36),
    "f8": np.float64(9.969209968386869e36),
    "i2": np.int16(-32767),
    "i4": np.int32(-2147483647),
    "i8": np.int64(-9223372036854775806),
}
"""The fill values of the netCDF library, by type (netcdf.h, NC_FILL_*)."""
_OF_BYTES = {"i1": np.int8(-127), "u1": np.uint8(255)}
"""Those of single bytes, which no program takes for missing."""


def absent(array: Array, raw: Values) -> BoolArray:
    """True where a stored value is missing: `_FillValue`, `missing_value`, NaN, NaT, or masked."""
    data = np.asarray(raw)
    found = stated_gaps(array, raw)
    if not _holds_none(data):
        return found
    none = np.isnat(data) if data.dtype.kind in "Mm" else np.isnan(data)
    return np.asarray(found | none)


def stated_gaps(array: Array, raw: Values) -> BoolArray:
    """True where a stored value is masked, or is one that the array's attributes call missing.

    Not to be written to: it may be the mask itself.
    """
    data = np.asarray(raw)
    parts = [_equal(data, gap) for gap in _gaps(array)]
    if data.dtype.names is None and is_masked(raw):
        parts.append(np.ma.getmaskarray(raw))
    return np.asarray(reduce(np.logical_or, parts[1:], parts[0])) if parts else np.zeros(data.shape, bool)


def present(data: Values, missing: BoolArray) -> Values:
    """The values that are there, in a row."""
    flat = data.reshape(-1)  # of one dimension numpy takes some of many faster than of several
    return flat[~missing.reshape(-1)] if missing.any() else flat


def is_masked(values: Values) -> bool:
    """Whether they have a mask; to ask numpy loads its masked arrays, which few files need."""
    return type(values) is not np.ndarray and bool(np.ma.isMaskedArray(values))


def _holds_none(values: Values) -> bool:
    """Whether NaN or NaT is among some values; the least of numbers is NaN if any is."""
    if values.dtype.kind not in "fcMm" or not values.size:
        return False
    if values.dtype.kind != "f":
        return bool((np.isnan(values) if values.dtype.kind == "c" else np.isnat(values)).any())
    with np.errstate(invalid="ignore"):
        return math.isnan(values.min())


def fill_values(array: Array) -> list[float]:
    """The numbers that stand for missing values, as they are stored."""
    return [float(gap) for gap in _gaps(array) if np.asarray(gap).dtype.kind in "iuf"]


def packing(array: Array) -> tuple[float, float]:
    """Factor and offset by which stored values are unpacked."""
    scale, offset = (_number(array.attrs.get(name)) for name in ("scale_factor", "add_offset"))
    return 1.0 if scale is None else scale, 0.0 if offset is None else offset


def unpacked(array: Array, raw: Values) -> Values:
    """Values by `scale_factor` and `add_offset`, bytes as text, others as they are."""
    data = np.asarray(raw)
    if data.dtype.kind == "S":
        return np.char.decode(data, "latin-1")
    if data.dtype.kind not in "iuf":
        return data
    scale, offset = packing(array)
    if (scale, offset) == (1, 0):
        return data
    with np.errstate(over="ignore", invalid="ignore"):  # a damaged factor gives infinity, which is told
        return np.asarray(data * scale + offset)


def coordinate(array: Array, limit: int) -> tuple[Values, BoolArray] | None:
    """The values of a coordinate and which are missing; None for what is none, or is beyond `limit` bytes.

    A coordinate has one dimension, of its own name, and holds numbers or instants (CF 1.3); a list variable
    of CF 8.2 (`compress`) is none. Where it was never written, the library's own fill values stand in it.
    """
    if array.dims != (array.name,) or array.dtype.kind not in "iufMm" or "compress" in array.attrs:
        return None
    if array.shape[0] * array.dtype.itemsize > limit:
        return None
    raw = array.read((slice(0, array.shape[0]),))
    data = np.asarray(raw)
    return data, absent(array, raw) | never_written(array, data)


def never_written(array: Array, data: Values) -> BoolArray:
    """True where the netCDF library's own fill value stands, which it puts where nothing was written."""
    fill = _NEVER_WRITTEN.get(data.dtype.str[1:]) if "_FillValue" not in array.attrs else None
    return np.zeros(data.shape, bool) if fill is None else np.asarray(data == fill)


def unwritten(array: Array) -> float | None:
    """The library's own fill value, unpacked, where nobody wrote; None where the file has its own."""
    own = "_FillValue" in array.attrs or "_FillValue" in array.encoding
    fill = None if own else (_NEVER_WRITTEN | _OF_BYTES).get(array.dtype.str[1:])
    return None if fill is None else float(unpacked(array, np.array([fill], array.dtype))[0])


def _gaps(array: Array) -> Iterator[Any]:
    for name in _FILL:
        stated = array.attrs.get(name, array.encoding.get(name))
        yield from () if stated is None else np.asarray(stated).ravel()


def _equal(data: Values, gap: Any) -> BoolArray:
    """Where values equal a gap."""
    wanted = _in_type(gap, data.dtype)
    if data.dtype.kind not in "biufcSUO" or wanted is None:
        return np.zeros(data.shape, bool)
    same = np.asarray(data == wanted, dtype=bool)
    return same if same.shape == data.shape else np.full(data.shape, bool(same))


def _in_type(gap: Any, dtype: np.dtype[Any]) -> Any:
    """A gap in the type of the values, which spares numpy their conversion; None if nothing equals it."""
    number = np.asarray(gap)
    if number.dtype.kind not in "iuf" or dtype.kind not in "iuf":
        return gap
    if number != number:
        return None  # NaN equals nothing
    if number.dtype == dtype or (dtype.itemsize == 8 and dtype.kind != "f"):
        return gap
    with np.errstate(over="ignore", invalid="ignore"):
        found = number.astype(dtype)[()]
    return found if found == number else None


def _number(value: object) -> float | None:
    try:
        return None if value is None else float(np.asarray(value, dtype=float).ravel()[0])
    except (TypeError, ValueError, IndexError):
        return None
