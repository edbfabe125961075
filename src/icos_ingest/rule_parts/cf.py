"""What the rules about the CF Conventions ask of the variables of a netCDF file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from icos_ingest.content import Array, Content, Values
from icos_ingest.errors import ReadError
from icos_ingest.model import Place
from icos_ingest.rule_parts.stored import absent, never_written, packing

SMALL = 8_000_000
"""Bytes of a coordinate or its bounds up to which they are read."""
_PAIR = re.compile(r"(\S+)\s*:\s+(\S+)")
_NUMBER = "iuf"
_VALID = ("valid_range", "valid_min", "valid_max")


def variables(content: Content) -> list[Array]:
    """The variables of a netCDF file, none of any other content."""
    return list(content.arrays().values()) if content.facts.format == "netcdf" else []


def by_name(arrays: list[Array]) -> Mapping[str, Array]:
    """Variables by their names, the nearest to the root first: CF looks in the groups above and below."""
    found: dict[str, Array] = {}
    for array in sorted(arrays, key=lambda one: one.path.count("/")):
        found.setdefault(array.name, array)
    return found


def place(array: Array, value: Any = None) -> Place:
    """Where a variable stands; the value is what is quoted."""
    return array.place(value=None if value is None else str(value)[:100])


def text(array: Array, name: str) -> str | None:
    """An attribute that is text, None where it is not there or something else."""
    value = array.attrs.get(name)
    return value if isinstance(value, str) else None


def numbers(array: Array, name: str) -> npt.NDArray[Any] | None:
    """An attribute that is one number or several, None where it is not there or something else."""
    value = array.attrs.get(name)
    found = np.asarray(value).ravel() if value is not None and not isinstance(value, str | list) else None
    return found if found is not None and found.size and found.dtype.kind in _NUMBER else None


def valid_range(array: Array) -> tuple[float, float] | None:
    """The ends of what the file calls valid, as it is stored; infinite where one is not stated (2.5.1)."""
    both = numbers(array, "valid_range")
    if both is not None and len(both) == 2:
        return float(both[0]), float(both[1])
    low, high = numbers(array, "valid_min"), numbers(array, "valid_max")
    if low is None and high is None:
        return None
    return -math.inf if low is None else float(low[0]), math.inf if high is None else float(high[0])


def unpacked_range(array: Array) -> tuple[float, float] | None:
    """The same as values are unpacked; None where that is not sure.

    The attributes are of the type of the packed values; where they are not, they hold for the unpacked ones.
    """
    limits = valid_range(array)
    if limits is None or not limits[0] <= limits[1] or "_Unsigned" in array.attrs:
        return None
    kinds = {np.asarray(array.attrs[name]).dtype.kind for name in _VALID if name in array.attrs}
    if array.dtype.kind in "iu" and kinds == {"f"}:
        return limits
    scale, offset = packing(array)
    ends = sorted(end * scale + offset for end in limits)
    return (ends[0], ends[1]) if not any(map(math.isnan, ends)) else None


def flag_values(array: Array) -> tuple[int, ...]:
    """The numbers that a variable of flags explains; none where they are combined with masks (3.5)."""
    found = numbers(array, "flag_values")
    plain = found is not None and found.dtype.kind in "iu" and array.dtype.kind in "iu"
    if found is None or not plain or "flag_masks" in array.attrs or packing(array) != (1, 0):
        return ()
    return tuple(found.tolist())


def holds_numbers(array: Array) -> bool:
    """Whether the values are numbers."""
    return array.dtype.kind in _NUMBER


def pairs(written: str) -> list[tuple[str, str]] | None:
    """`term: variable term: variable` taken apart, None where it is written in another way."""
    if re.fullmatch(rf"\s*(?:{_PAIR.pattern}(?:\s+|$))+", written) is None:
        return None
    return _PAIR.findall(written)


def bounded(arrays: list[Array]) -> Iterator[tuple[Array, str, Array]]:
    """Each coordinate with the attribute that names its bounds, and the bounds, where they are there."""
    names = by_name(arrays)
    for array in arrays:
        for attribute in ("bounds", "climatology"):
            bounds = names.get(text(array, attribute) or "")
            if bounds is not None:
                yield array, attribute, bounds


def whole(array: Array) -> Values | None:
    """All values of a small array as they are stored; None where it is large or cannot be read."""
    if np.prod(array.shape, dtype=float) * array.dtype.itemsize > SMALL or 0 in array.shape:
        return None
    try:
        return np.asarray(array.read(tuple(slice(0, n) for n in array.shape)))
    except ReadError:
        return None


def written(array: Array) -> npt.NDArray[np.float64] | None:
    """All values of a small array of numbers, NaN where one is missing or was never written."""
    raw = whole(array) if holds_numbers(array) else None
    if raw is None:
        return None
    return np.where(absent(array, raw) | never_written(array, raw), np.nan, raw.astype(np.float64))
