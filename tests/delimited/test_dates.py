from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.delimited.dates import SPELLINGS, compact_time, from_parts, stated_order, time_of_day
from icos_ingest.delimited.zone import Zone, stated_zone, zone_of
from icos_ingest.errors import OptionError

BY_NAME = {spelling.name: spelling for spelling in SPELLINGS}


def milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("name", "text", "instant"),
    [
        ("year, month, day", "2017-06-01", "2017-06-01"),
        ("year, month, day", " 2017-6-1 9:05 ", "2017-06-01T09:05"),
        ("year, month, day", "2017/06/01 24:00", "2017-06-02"),
        ("year, month, day", "2017-06-01T10:00:00.25Z", "2017-06-01T10:00:00.250"),
        ("year, month, day", "2017-06-01 10:00:00+01:00", "2017-06-01T09:00"),
        ("year, month, day", "2017-06-01 10:00 UTC", "2017-06-01T10:00"),
        ("day first", "13.07.2016 01:02:03", "2016-07-13T01:02:03"),
        ("day first", "7/6/19 12:30 AM", "2019-06-07T00:30"),
        ("month first", "06/24/2023 05:28:34.903", "2023-06-24T05:28:34.903"),
        ("day, name of month, year", "14-Mar-14", "2014-03-14"),
        ("day, name of month, year", "1 September 1999 12:00", "1999-09-01T12:00"),
        ("digits of year, month, day", "20190607", "2019-06-07"),
        ("digits of year, month, day", "201906072359", "2019-06-07T23:59"),
        ("digits of year, month, day", "20190607235958", "2019-06-07T23:59:58"),
        ("digits of year, month", "201906", "2019-06-01"),
        ("two digits each of year, month, day", "140130", "2014-01-30"),
        ("two digits each of year, month, day", "991231", "1999-12-31"),
    ],
)
def test_each_spelling_is_read(name: str, text: str, instant: str) -> None:
    found = BY_NAME[name].read(text)
    assert found is not None
    assert found.milliseconds == milliseconds(instant)
    assert found.zoned == any(mark in text for mark in ("Z", "+", "UTC"))


@pytest.mark.parametrize(
    "text",
    ["", "2017-02-30", "2017-13-01", "9999-99-99 99:99", "13/13/2019", "2017-06-01 24:01", "2017-06-01 10:60",
     "2017-06/01", "1/1/2015 13:00 PM", "14-Foo-14", "٢٠١٧-٠٦-٠١", "1762246", "12.5"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert not [spelling.name for spelling in SPELLINGS if spelling.read(text)]


@given(st.text(max_size=25))
def test_no_text_breaks_a_spelling(text: str) -> None:
    for spelling in SPELLINGS:
        spelling.read(text)
    time_of_day(text)
    compact_time(text)
    stated_order([text])
    stated_zone([text])
    from_parts({"year": text, "month": text, "day": text, "hour": text})


@given(st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31)))  # noqa: DTZ001
def test_what_is_written_is_read(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    want = milliseconds(moment.isoformat())
    for name, pattern in {
        "year, month, day": "%Y-%m-%d %H:%M:%S",
        "day first": "%d.%m.%y %H:%M:%S",
        "month first": "%m/%d/%Y %I:%M:%S %p",
        "day, name of month, year": "%d %b %Y %H:%M:%S",
        "digits of year, month, day": "%Y%m%d%H%M%S",
    }.items():
        found = BY_NAME[name].read(moment.strftime(pattern))
        assert found is not None
        assert found.milliseconds == want


def test_parts_make_an_instant() -> None:
    parts = {"year": "2014", "month": "1", "day": "30", "hour": "11", "minute": "15", "second": "30.5"}
    assert from_parts(parts) == milliseconds("2014-01-30T11:15:30.500")
    assert from_parts({"year": "1998", "doy": "1", "hour": "0.5"}) == milliseconds("1998-01-01T00:30")
    assert from_parts({"year": "1998", "month": "2", "day": "29"}) is None
    assert from_parts({"year": "1998", "month": "2", "day": "nan"}) is None
    assert from_parts({"year": "292279008", "month": "2", "day": "1"}) is None


def test_lost_zeros_of_a_time_come_back() -> None:
    assert compact_time("0103") == compact_time("103") == 63 * 60_000
    assert compact_time("111530") == time_of_day("11:15:30")
    assert compact_time("30") == 30 * 60_000
    assert compact_time("2460") is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("HH:MM (CET)", "UTC+01:00"),
        ("date_UTC", "UTC"),
        ("time [UTC+1]", "UTC+01:00"),
        ("GMT-03:30", "UTC-03:30"),
        ("CEST", "UTC+02:00"),
    ],
)
def test_a_zone_over_a_column_counts(words: str, name: str) -> None:
    found = stated_zone(["x", words])
    assert found is not None
    assert found[0].name == name


def test_words_that_hold_no_zone_state_none() -> None:
    assert stated_zone(["ACETATE", "fUTCx", "time", "UTC2020"]) is None


@pytest.mark.parametrize(
    ("option", "shift"), [("UTC", 0), ("+01:00", 1), ("-3", -3), ("UTC+1", 1), ("Europe/Stockholm", 2)]
)
def test_an_option_names_a_zone(option: str, shift: int) -> None:
    noon = milliseconds("2019-07-01T12:00")
    assert zone_of(option).to_utc(noon) == noon - shift * 3_600_000


@pytest.mark.parametrize("option", ["Mars/Olympus", "../../etc/passwd", "", "CETX"])
def test_a_zone_that_does_not_exist_is_an_error_of_the_options(option: str) -> None:
    with pytest.raises(OptionError):
        zone_of(option)


def test_a_time_that_clocks_show_twice_or_never_has_no_instant() -> None:
    stockholm = zone_of("Europe/Stockholm")
    assert stockholm.to_utc(milliseconds("2019-10-27T02:30")) is None
    assert stockholm.to_utc(milliseconds("2019-03-31T02:30")) is None
    assert stockholm.to_utc(10**18) is None
    assert Zone().to_utc(0) == 0


def test_an_order_that_is_written_over_a_column_counts() -> None:
    assert stated_order(["date", "dd/mm/yyyy"]) == "day first"
    assert stated_order(["MM.DD.YYYY"]) == "month first"
    assert stated_order(["date", "yyyy-mm-dd"]) is None
