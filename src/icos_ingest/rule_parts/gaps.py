"""Numbers that look like a missing value, but are none by the rules of the format."""

from __future__ import annotations

import re
from functools import partial

import numpy as np

from icos_ingest.content import BoolArray, Column, Values
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.flags import is_among
from icos_ingest.rule_parts.formats import missing_texts

# Nines and sixes in a row below zero, as in -9999, -6999, -999.99 (AmeriFlux, missing-value formats).
_GAP = re.compile(r"-(9{3,}|69{3,}|6{4,})(\.(0+|9+))?")
_HIGHEST = -666
_LENGTHS = frozenset({"m", "meter", "meters", "metre", "metres"})


def number_gaps(column: Column, ctx: Context) -> BoolArray | None:
    """True where a number looks like a missing value; None where the column holds no such numbers.

    A number within the plausible range of its column is a number, and so is -999 among lengths: heights below
    the sea are of that size. Where no range is known, it is one among numbers that go on below it.
    """
    return column.once("number gaps", partial(_number_gaps, ctx=ctx))


def _number_gaps(column: Column, ctx: Context) -> BoolArray | None:
    values = column.values
    if values.dtype.kind not in "iuf" or column.info.format in _NOT_NUMBERS:
        return None
    known = _format_gaps(column, ctx)
    low, high = column.ends
    if low > _HIGHEST and not ((low <= known) & (known <= high)).any():
        return None
    odd = (values <= _HIGHEST) | is_among(values, known)
    odd &= column.valid
    limits = column.info.spec.range if column.info.spec else None
    if limits is not None:
        odd &= (values < limits.min) | (values > limits.max)
    elif (column.info.unit or "").strip().lower() in _LENGTHS:
        return None
    if not odd.any():
        return None
    gaps = [value for value in np.unique(values[odd]) if value in known or _GAP.fullmatch(_text(value))]
    found: BoolArray = odd & np.isin(values, np.array(gaps, dtype=values.dtype))
    unsaid = limits is None and not np.isin(gaps, known).any()
    if unsaid and gaps and (column.valid & (values < min(gaps))).sum() >= found.sum():
        return None
    return found


def is_other_spelling(column: Column, ctx: Context) -> bool:
    """Whether a column holds the format's own missing value in another spelling."""
    if column.values.dtype.kind not in "iuf":
        return False
    return bool(np.isin(column.values[column.valid], _format_gaps(column, ctx)).any())


_NOT_NUMBERS = frozenset(
    {
        "bmpChar", "boolean", "etcDate", "etcLocalDateTime", "iso8601date", "iso8601dateTime",
        "iso8601month", "iso8601timeOfDay", "isoLikeLocalDateTime",
    }
)  # fmt: skip
"""Value formats whose stored numbers are no measurements."""


def _format_gaps(column: Column, ctx: Context) -> Values:
    """The format's own missing values as numbers: another spelling of one is not missing."""
    numbers = []
    texts = missing_texts(ctx)
    # A column that no specification knows is read as float64, with the gaps that formats list for float32.
    listed = texts.get(column.info.format or "", frozenset()) or (
        texts.get("float32", frozenset()) if column.info.spec is None else frozenset()
    )
    for text in listed:
        try:
            numbers.append(float(text))
        except ValueError:
            continue
    finite = [number for number in numbers if np.isfinite(number)]
    return np.array(finite).astype(column.values.dtype)


def _text(value: np.generic) -> str:
    """A number as people write it: -9999 for -9999.0, -999.99 for its nearest float32."""
    number = value.item()
    if float(number).is_integer():
        return str(int(number))
    return str(value)
