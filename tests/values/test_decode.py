"""Stored values in the dataset model: what is missing stays missing, what is there stays what it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.values import FORMATS, decode, parse_column

DTYPES = {
    "int32": ("i4", "f8"),
    "float32": ("f4", "f4"),
    "float64": ("f8", "f8"),
    "bmpChar": ("U1", "U1"),
    "string": ("O", "O"),
    "boolean": ("?", "f8"),
    "iso8601date": ("M8[D]", "M8[D]"),
    "iso8601month": ("M8[M]", "M8[M]"),
    "etcDate": ("M8[D]", "M8[D]"),
    "iso8601dateTime": ("M8[ms]", "M8[ms]"),
    "isoLikeLocalDateTime": ("M8[ms]", "M8[ms]"),
    "etcLocalDateTime": ("M8[ms]", "M8[ms]"),
    "iso8601timeOfDay": ("m8[s]", "m8[s]"),
}
GOOD = {"boolean": "true", "bmpChar": "O", "string": "text"}


def good_text(name: str) -> str:
    return GOOD.get(name) or FORMATS[name].expected.rsplit("such as ")[-1]


def test_every_format_is_decoded():
    assert set(DTYPES) == set(FORMATS)


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("big_endian", [False, True])
def test_types_with_and_without_gaps(name, big_endian):
    fmt = FORMATS[name]
    full = parse_column([good_text(name)] * 2, fmt).values
    gaps = parse_column([good_text(name), ""], fmt).values
    if big_endian:
        full, gaps = full.astype(fmt.stored), gaps.astype(fmt.stored)
    assert decode(full, fmt).dtype == np.dtype(DTYPES[name][0])
    with_gap = decode(gaps, fmt)
    assert with_gap.dtype == np.dtype(DTYPES[name][1])
    last = with_gap[1]
    assert (
        last == ""
        if with_gap.dtype.kind in "UO"
        else np.isnat(last)
        if with_gap.dtype.kind in "Mm"
        else np.isnan(last)
    )


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("iso8601date", "2024-03-31", np.datetime64("2024-03-31")),
        ("etcDate", "31/02/2024", np.datetime64("2024-02-29")),
        ("iso8601month", "1969-03", np.datetime64("1969-03")),
        ("iso8601dateTime", "2024-03-31T12:30:00.123+02:00", np.datetime64("2024-03-31T10:30:00.123")),
        ("isoLikeLocalDateTime", "2024-03-31 24:00", np.datetime64("2024-04-01T00:00")),
        ("etcLocalDateTime", "120203311230", np.datetime64("1202-03-31T12:30")),
        ("iso8601timeOfDay", "24:30", np.timedelta64(88_200, "s")),
        ("bmpChar", "µ", "µ"),
        ("bmpChar", "🌍", "\ufffd"),
        ("boolean", "FALSE", False),
    ],
)
def test_values(name, text, value):
    assert decode(parse_column([text], FORMATS[name]).values, FORMATS[name])[0] == value


@given(st.lists(st.floats(-(2.0**63), 2.0**63)))
def test_no_instant_becomes_a_missing_one(milliseconds):
    stored = np.floor(np.array(milliseconds, dtype="f8"))
    decoded = decode(stored, FORMATS["iso8601dateTime"])
    assert not np.isnat(decoded).any()
    inside = np.abs(stored) < 2.0**63
    assert np.array_equal(decoded[inside].astype("i8"), stored[inside].astype("i8"))


@pytest.mark.parametrize("name", DTYPES)
def test_the_input_is_not_changed_or_shared(name):
    values = parse_column([good_text(name), ""], FORMATS[name]).values
    before = values.copy()
    decoded = decode(values, FORMATS[name])
    assert not np.shares_memory(decoded, values)
    decoded[:] = decoded[0]
    assert values.tobytes() == before.tobytes()


@pytest.mark.parametrize("name", DTYPES)
def test_an_empty_column_stays_empty(name):
    assert decode(parse_column([], FORMATS[name]).values, FORMATS[name]).shape == (0,)
