"""Times and packed values that CF decoding cannot take."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import Array, Content, Values
from icos_ingest.dataset.netcdf_attributes import writable
from icos_ingest.errors import ReadError
from icos_ingest.model import Fault
from icos_ingest.values import parse_since

if TYPE_CHECKING:
    from xarray import Variable

_DEFAULT_FILLS = {
    "f4": 9.969209968386869e36,
    "f8": 9.969209968386869e36,
    "i2": -32767,
    "i4": -2147483647,
    "i8": -9223372036854775806,
    "u2": 65535,
    "u4": 4294967295,
    "u8": 18446744073709551614,
}
"""What netCDF puts where nothing was written (netcdf.h, NC_FILL_*)."""
_LARGEST_I4 = 2147483647
_SMALL = 8_000_000
_EXPECTED = "'UNIT since DATE' in a calendar that has that date, and times that were written"
_NUMERIC = ("scale_factor", "add_offset", "_FillValue", "missing_value")
_PLAIN = re.compile(
    r"(?:day|hour|minute|second|millisecond)s? since \d{4}-\d{2}-\d{2}"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?(?:\.0+)?(?: ?(?:Z|UTC|[+]00:?00))?",
    re.ASCII,
)
_USUAL = ("standard", "gregorian", "proleptic_gregorian")
_FROM, _TO = (np.datetime64(year, "ms").astype(np.int64) for year in ("1700", "2200"))
_REFUSED = (ValueError, OverflowError, TypeError, KeyError, AttributeError, ArithmeticError)


def undecodable_times(content: Content) -> list[Fault]:
    """The times that CF decoding cannot take; reads attributes, and values of time variables only.

    Returns:
        Faults of kind `time-undecodable`: field and group of the variable, its units as the value.
    """
    groups: dict[str, list[Array]] = {}
    for array in content.arrays().values():
        groups.setdefault(array.group, []).append(array)
    return [fault for arrays in groups.values() for fault in undecodable(arrays)]


def undecodable(arrays: Sequence[Array]) -> list[Fault]:
    """The same for the arrays of one group."""
    inherited = {
        array.attrs["bounds"]: {k: v for k, v in array.attrs.items() if k in ("units", "calendar")}
        for array in arrays
        if isinstance(array.attrs.get("bounds"), str) and _is_time(array.attrs)
    }
    found = (
        _fault(array, {**inherited.get(array.name, {}), **decoding_attributes(array)}) for array in arrays
    )
    return [fault for fault in found if fault]


def decoding_attributes(array: Array) -> dict[str, Any]:
    """The attributes; one for decoding that cannot be used is kept as `original_...`."""
    attrs = writable(array.attrs)
    for name in _NUMERIC:
        if name not in attrs:
            continue
        value = attrs[name]
        if array.dtype.kind == "S" and isinstance(value, str):
            attrs[name] = value.encode("latin-1", "replace")[:1]
        elif array.dtype.kind in "iufb" and not _numbers(value, several=name == "missing_value"):
            attrs[f"original_{name.lstrip('_')}"] = attrs.pop(name)
    return attrs


def _numbers(value: Any, *, several: bool) -> bool:
    found = np.asarray(value)
    return found.dtype.kind in "iuf" and (found.size == 1 or several)


@contextmanager
def quiet() -> Iterator[None]:
    """Without xarray's warnings: what a file says of itself is for rules to judge."""
    import xarray as xr

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", xr.SerializationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _is_time(attrs: Mapping[str, Any]) -> bool:
    """Whether xarray takes it for a time."""
    return isinstance(attrs.get("units"), str) and "since" in attrs["units"]


def _fault(array: Array, attrs: dict[str, Any]) -> Fault | None:
    """Why the array's times cannot be decoded; None where they can, or it holds none, or cannot be read."""
    if not _is_time(attrs) or array.dtype.kind not in "iuf":
        return None
    try:
        values = _sample(array)
    except ReadError:
        return None
    if _is_plain(attrs, values):
        return None
    import xarray as xr

    try:
        _decode(array.name, xr.Variable(("n",), values, dict(attrs)))
    except _REFUSED as error:
        place = array.place(value=attrs["units"])
        return Fault("time-undecodable", place, expected=_EXPECTED, detail=_cause(attrs, values, error))
    return None


def _is_plain(attrs: Mapping[str, Any], values: Values) -> bool:
    """Whether kind and range of the times are usual, so that xarray, which takes long to load, has no say."""
    usual = _PLAIN.fullmatch(attrs["units"])
    unusual = attrs.keys() & {"scale_factor", "add_offset", "missing_value"}
    if not usual or unusual or str(attrs.get("calendar", "standard")) not in _USUAL:
        return False
    known = values[np.isfinite(values)]
    fill = np.asarray(attrs.get("_FillValue", np.nan))
    if fill.size != 1 or fill.dtype.kind not in "iuf":
        return False
    known = known[known != fill.ravel()[0]]
    if not known.size:
        return False
    try:
        ends = parse_since(attrs["units"]).milliseconds(np.array([0, known.min(), known.max()], float))
    except (ValueError, OverflowError):
        return False
    return bool(((ends > _FROM) & (ends < _TO)).all())


def _decode(name: str, variable: Variable) -> None:
    import xarray as xr

    with quiet():
        xr.conventions.decode_cf_variable(name, variable, decode_timedelta=False).load()


def _sample(array: Array) -> Values:
    """All values of a small array, the first and last of a large one."""
    if math.prod(array.shape) * array.dtype.itemsize <= _SMALL:
        return array.read(tuple(slice(0, n) for n in array.shape)).ravel()
    first = array.read(tuple(slice(0, 1) for _ in array.shape)).ravel()
    last = array.read(tuple(slice(n - 1, n) for n in array.shape)).ravel()
    return np.concatenate([first, last])


def _cause(attrs: Mapping[str, Any], values: Values, error: BaseException) -> str:
    """What is wrong with the times, in words; the library's where we know no better."""
    fill = _DEFAULT_FILLS.get(values.dtype.str[1:])
    unwritten = values == fill if fill is not None else np.zeros(values.shape, bool)
    if values.dtype.kind == "i":
        unwritten = unwritten | (values == _LARGEST_I4)
    if unwritten.any() and "_FillValue" not in attrs:
        count = int(unwritten.sum())
        value = values[unwritten][0]
        return f"{count} of {len(values)} values are {value:g}, which stands where none was written"
    shown = f"values from {np.nanmin(values):g} to {np.nanmax(values):g}" if values.size else "no values"
    said = str(error.__cause__ or error).splitlines()[0][:200]
    calendar = attrs.get("calendar", "standard")
    return f"{shown} in units '{attrs['units']}' and calendar '{calendar}' cannot be made dates ({said})"
