"""Times of which xarray need not be asked are those that it takes."""

import numpy as np
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.dataset.undecodable import _decode, _is_plain


@given(
    st.sampled_from(["day", "days", "hours", "minute", "seconds", "milliseconds", "weeks", "Days"]),
    st.sampled_from(
        ["1970-01-01", "1850-1-1", "2024-02-29", "2023-02-29", "1582-10-14", "1700-01-01", "0000-01-01"]
    ),
    st.sampled_from(
        ["", " 00:00", "T12:30:15", " 24:00", " 00:00:00.0", "Z", " 06:00 UTC", " 00:00 +00:00", " +05:00"]
    ),
    st.sampled_from([None, "standard", "gregorian", "proleptic_gregorian", "noleap", "nope"]),
    st.lists(
        st.one_of(st.integers(-(2**40), 2**40), st.sampled_from([9.969209968386869e36, -9999, 2147483647])),
        max_size=4,
    ),
    st.sampled_from([None, -9999.0, float("nan")]),
    st.sampled_from(["f8", "f4", "i8", "i4"]),
)
def test_what_counts_as_plain_is_decoded_by_xarray(unit, date, time, calendar, numbers, fill, kind):
    dtype = np.dtype(kind)
    if dtype.kind == "i":
        numbers = [
            int(np.clip(int(min(n, 2.0**40)), np.iinfo(dtype).min, np.iinfo(dtype).max)) for n in numbers
        ]
    values = np.array(numbers, dtype=dtype)
    attrs = {"units": f"{unit} since {date}{time}"}
    if calendar:
        attrs["calendar"] = calendar
    if fill is not None and not (dtype.kind == "i" and fill != fill):
        attrs["_FillValue"] = dtype.type(fill)
    if _is_plain(attrs, values):
        _decode("t", xr.Variable(("n",), values, dict(attrs)))


def test_usual_times_are_plain():
    values = np.arange(10.0)
    assert _is_plain({"units": "days since 1970-01-01"}, values)
    assert _is_plain({"units": "hours since 2015-01-01 00:00:00", "calendar": "gregorian"}, values)
    assert not _is_plain({"units": "days since 1582-10-14 00:00"}, values)
    assert not _is_plain({"units": "days since 1970-01-01"}, np.array([9.969209968386869e36]))
