"""Stored values as the arrays of the dataset model: NaN, NaT and the empty string for what is missing."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from icos_ingest.values.formats import ValueFormat

_LAST_MILLISECOND = np.float64(2**63 - 1024)  # the last that both float64 and int64 can hold


def decode(values: NDArray[Any], fmt: ValueFormat) -> NDArray[Any]:
    """Turn the stored values of a whole column into an array for the dataset model.

    No array of Python objects is made, but for ``string``. The result is new, of the same shape:

    - ``int32``: int32, or float64 with NaN where a value is missing.
    - ``float32``, ``float64``: as they are.
    - ``boolean``: bool, or float64 of 1, 0 and NaN where a value is missing.
    - ``bmpChar``: ``<U1``, "" where missing. Half a surrogate pair, of a character beyond the basic plane,
      becomes U+FFFD: no file could be written with it.
    - ``iso8601date``, ``etcDate``: datetime64[D]; ``iso8601month``: datetime64[M].
    - ``iso8601dateTime`` (UTC) and the two local date-times (in the file's own time, not shifted):
      datetime64[ms], the portal's own precision. Nanoseconds would hold the years 1678 to 2262 only, and a
      typing error in a year must not turn into another date. Past 64 bits it is clipped.
    - ``iso8601timeOfDay``: timedelta64[s] since midnight.
    - ``string``: objects, as they are.

    Args:
        values: stored values of ``fmt``, in any byte order.
        fmt: the column's value format.
    """
    native = np.asarray(values, dtype=fmt.dtype)
    if fmt.name in ("float32", "float64", "string"):
        return native.copy()
    if fmt.name == "bmpChar":
        units = np.where((native >= 0xD800) & (native <= 0xDFFF), 0xFFFD, native)
        return units.astype(np.uint32).view("U1")
    if fmt.dtype.kind == "f":
        return _instants(native)
    missing = native == fmt.missing
    if fmt.name in ("int32", "boolean"):
        return _whole_numbers(native, missing, np.dtype(bool if fmt.name == "boolean" else np.int32))
    return _calendar(native, missing, fmt.name)


def _instants(milliseconds: NDArray[Any]) -> NDArray[Any]:
    missing = np.isnan(milliseconds)
    whole = np.where(missing, 0, np.clip(milliseconds, -_LAST_MILLISECOND, _LAST_MILLISECOND))
    instants = whole.astype(np.int64).astype("M8[ms]")
    instants[missing] = np.datetime64("NaT")
    return instants


def _whole_numbers(native: NDArray[Any], missing: NDArray[np.bool_], dtype: np.dtype[Any]) -> NDArray[Any]:
    if not missing.any():
        return native.astype(dtype)
    return np.where(missing, np.nan, native.astype(np.float64))


def _calendar(native: NDArray[Any], missing: NDArray[np.bool_], name: str) -> NDArray[Any]:
    counts = native.astype(np.int64)
    if name == "iso8601timeOfDay":
        decoded = counts.astype("m8[s]")
    elif name == "iso8601month":
        decoded = (counts - 1970 * 12).astype("M8[M]")
    else:
        decoded = counts.astype("M8[D]")
    decoded[missing] = np.array("NaT", dtype=decoded.dtype)
    return decoded
