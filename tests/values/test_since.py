"""Times that are counted since a date."""

import cftime
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.values import parse_since


@given(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 28))
def test_the_base_is_that_of_the_mixed_calendar(year, month, day):
    if (1582, 10, 5) <= (year, month, day) <= (1582, 10, 14):
        return
    want = cftime.date2num(cftime.DatetimeGregorian(year, month, day), "days since 1970-01-01", "standard")
    assert parse_since(f"days since {year:04}-{month}-{day}").base == want * 86_400_000


@pytest.mark.parametrize(
    ("units", "value", "want"),
    [
        ("hours since 2013-02-18 00:00:00.000 UTC", 1.5, "2013-02-18T01:30"),
        ("seconds since 1970-01-01T00:00:00Z", -1, "1969-12-31T23:59:59"),
        ("days since 1964-03-12 12:09:00 -9:00", 1, "1964-03-13T21:09"),
        ("months since 2000-01-31", 1, "2000-02-29"),
        ("years since 2000-02-29", 1, "2001-02-28"),
    ],
)
def test_values_are_milliseconds_in_utc(units, value, want):
    found = parse_since(units).milliseconds(np.array([value, np.nan]))
    assert found[0] == np.datetime64(want, "ms").astype(np.int64)
    assert np.isnan(found[1])


@pytest.mark.parametrize(
    "units",
    ["", "m", "days since", "days since 1582-10-14", "days since 2001-02-29", "fortnights since 2000-1-1"],
)
def test_what_is_no_date_is_refused(units):
    with pytest.raises(ValueError, match=r"since|no day"):
        parse_since(units)


def test_an_instant_beyond_64_bits_is_refused():
    with pytest.raises(OverflowError):
        parse_since("hours since 2013-02-18").milliseconds(np.array([9.97e36]))
    assert parse_since("hours since 1970-01-01").milliseconds(np.array([9.97e36])) == 2.0**63


def test_a_number_beyond_doubles_is_the_largest_without_a_warning():
    found = parse_since("days since 1970-01-01").milliseconds(np.array([-5.5e303, 3.0]))
    assert found.tolist() == [-(2.0**63), 3 * 86_400_000.0]
