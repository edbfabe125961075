"""Values of a window sifted from its gaps, in as few passes over them as numpy allows."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from icos_ingest.content import Array, BoolArray, Values
from icos_ingest.rule_parts.stored import absent, stated_gaps

_WORDS = (2, 4, 8)
"""Bytes of numbers that the processor works on."""


class Sifted(Struct, frozen=True):
    """What is there of some stored values, and what is not.

    Attributes:
        missing: where none is; of the shape of the values.
        count: how many are there.
        zeros: all of them in a row, zero in place of missing ones, so that their sum is that of those that
            are there: to take these out would cost three times as much. None where it is no use: for others
            than numbers, for single bytes, and where infinity or no value is left.
        ends: least and greatest of those that are there; None where `zeros` is.
    """

    missing: BoolArray
    count: int
    zeros: Values | None = None
    ends: tuple[float, float] | None = None


def sift(array: Array, raw: Values) -> Sifted:
    """Stored values and gaps of one window.

    Args:
        array: where it was read.
        raw: values as they are stored, of any shape.
    """
    data = np.asarray(raw)
    if data.dtype.kind not in "iuf" or data.dtype.itemsize not in _WORDS or not data.size:
        missing = absent(array, raw)
        return Sifted(missing, _count(missing))
    missing = stated_gaps(array, raw)
    found = _words(data, missing) or _words(data, missing | np.isnan(data))
    assert found is not None, "no NaN is left"
    return found


def _words(data: Values, missing: BoolArray) -> Sifted | None:
    """Sift numbers by what is known to be missing; None where NaN turns up among the others."""
    gone = missing.reshape(-1)
    count = _count(missing)
    if not count:
        return Sifted(missing, 0)
    zeros = data.reshape(-1) if count == data.size else _zeroed(data, gone)
    low = zeros.min()  # NaN if any is
    if np.isnan(low):
        return None
    high = zeros.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        return Sifted(missing, count)
    if count < data.size and low >= 0:  # the zeros may be less than all that is there
        low = _least(data, zeros, gone, high)
    elif count < data.size and high <= 0:
        high = (zeros + gone * low).max()
    return Sifted(missing, count, zeros, (float(low), float(high)))


def _count(missing: BoolArray) -> int:
    return missing.size - int(np.count_nonzero(missing))


def _zeroed(data: Values, gone: BoolArray) -> Values:
    there = gone.view(np.int8) - np.int8(1)  # all bits where there is a value
    bits = there.astype(f"i{data.dtype.itemsize}")
    bits &= data.reshape(-1).view(bits.dtype)
    return bits.view(data.dtype)


def _least(data: Values, zeros: Values, gone: BoolArray, high: float) -> float:
    """The least of values of which none is negative.

    Their order is that of their bits, in which all that is negative comes behind them, most gaps as well.
    """
    unsigned = np.dtype(f"u{data.dtype.itemsize}").newbyteorder(data.dtype.byteorder)
    at = int(data.reshape(-1).view(unsigned).argmin())
    signed = zeros.view(np.dtype(f"i{data.dtype.itemsize}").newbyteorder(data.dtype.byteorder))
    if gone[at] or (data.dtype.kind == "f" and signed.min() < 0):  # there is a negative zero
        return float((zeros + gone * high).min())
    return float(data.reshape(-1)[at])
