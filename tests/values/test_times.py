"""Dates and times against the standard library, and the corners that it does not know."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.values import FORMATS
from icos_ingest.values.times import date_of_day, days_since_epoch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
two_digits = st.integers(0, 99)


def parse(name: str, text: str):
    return FORMATS[name].parse(text)


def day_number(year: int, month: int, day: int) -> int | None:
    """Give days since 1970 by the standard library, None where it knows no such date."""
    try:
        return (date(year, month, day) - date(1970, 1, 1)).days
    except ValueError:
        return None


def lenient_day_number(year: int, month: int, day: int) -> int | None:
    """Take a day that the month lacks, but at most 31, as the month's last."""
    if not 1 <= day <= 31:
        return None
    return (
        next((n for d in range(day, 27, -1) if (n := day_number(year, month, d)) is not None), None)
        if day > 28
        else day_number(year, month, day)
    )


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
def test_dates_agree_with_the_standard_library(year, month, day):
    assert parse("iso8601date", f"{year:04d}-{month:02d}-{day:02d}") == day_number(year, month, day)
    assert parse("etcDate", f"{day}/{month}/{year:04d}") == lenient_day_number(year, month, day)
    assert parse("iso8601month", f"{year:04d}-{month:02d}") == (
        year * 12 + month - 1 if 1 <= month <= 12 else None
    )


@given(st.integers(1, 9998), st.integers(0, 14), st.integers(0, 33), st.integers(0, 26), st.integers(0, 61))
def test_local_times_know_the_midnight_of_the_next_day(year, month, day, hour, minute):
    days = lenient_day_number(year, month, day)
    good = days is not None and ((hour < 24 and minute < 60) or (hour, minute) == (24, 0))
    expected = ((days * 24 + hour) * 60 + minute) * 60_000.0 if good else None
    assert (
        parse("isoLikeLocalDateTime", f"{year:04d}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}") == expected
    )
    assert parse("etcLocalDateTime", f"{year:04d}{month:02d}{day:02d}{hour:02d}{minute:02d}") == expected


@given(
    st.datetimes().filter(lambda moment: 1 < moment.year < 9999),
    st.integers(0, 9),
    st.integers(-64800, 64800),
)
def test_instants_are_floored_to_milliseconds(moment, decimals, offset):
    zone = timezone(timedelta(seconds=offset))
    fraction = f".{moment.microsecond:06d}000"[: decimals + 1] if decimals else ""
    sign, (minutes, seconds) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    zone_text = f"{sign}{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    text = moment.strftime(f"{moment.year:04d}-%m-%dT%H:%M:%S") + fraction + zone_text
    kept = int((fraction[1:] or "0").ljust(6, "0")[:6])
    exact = moment.replace(microsecond=kept, tzinfo=zone)
    assert parse("iso8601dateTime", text) == (exact - EPOCH) // timedelta(milliseconds=1)


@given(two_digits, two_digits, st.none() | two_digits, st.integers(0, 9), st.booleans())
def test_times_of_day_count_on_past_24(hour, minute, second, decimals, short):
    text = f"{hour if short else f'{hour:02d}'}:{minute:02d}"
    text += "" if second is None else f":{second:02d}" + ("." + "9" * decimals if decimals else "")
    good = hour <= 24 and minute < 60 and (second or 0) < 60
    assert parse("iso8601timeOfDay", text) == (hour * 3600 + minute * 60 + (second or 0) if good else None)


@given(st.integers(-(10**9), 10**9), st.integers(1, 12), st.integers(1, 28))
def test_the_calendar_goes_both_ways_in_every_year(year, month, day):
    days = days_since_epoch(year, month, day)
    assert days is not None
    assert date_of_day(days) == (year, month, day)
    assert days_since_epoch(year + 400, month, day) == days + 146_097


MIDNIGHT = 1_704_067_200_000.0  # 2024-01-01T00:00Z


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("iso8601dateTime", "2023-12-31T24:00:00Z", MIDNIGHT),
        ("iso8601dateTime", "2023-12-31T24:00:00.000z", MIDNIGHT),
        ("iso8601dateTime", "2023-12-31t23:59:60Z", MIDNIGHT - 1000),
        ("iso8601dateTime", "2023-12-31T23:59:60.5Z", MIDNIGHT - 500),
        ("iso8601dateTime", "2023-12-31T23:59:59.Z", MIDNIGHT - 1000),
        ("iso8601dateTime", "2024-01-01T18:00:00+18:00", MIDNIGHT),
        ("iso8601dateTime", "1969-12-31T23:59:59.9999Z", -1.0),
        ("iso8601dateTime", "-0001-01-01T00:00:00Z", -62_198_755_200_000.0),
        ("iso8601dateTime", "+292278994-08-17T07:12:55.807Z", 2.0**63),
        ("iso8601dateTime", "+292278994-08-17T07:12:55.808Z", None),
        ("iso8601dateTime", "2023-12-31T24:00:00.001Z", None),
        ("iso8601dateTime", "2023-12-31T22:59:60Z", None),
        ("iso8601dateTime", "2024-01-01T00:00:00", None),
        ("iso8601dateTime", "2024-01-01T00:00Z", None),
        ("iso8601dateTime", "2024-01-01T00:00:00+18:01", None),
        ("iso8601dateTime", "2024-01-01T00:00:00+01", None),
        ("iso8601dateTime", "2024-01-01T00:00:00.1234567890Z", None),
        ("iso8601dateTime", "2023-02-29T00:00:00Z", None),
        ("iso8601dateTime", "٢024-01-01T00:00:00Z", None),
        ("iso8601date", "-0000-01-01", None),
        ("iso8601date", "+2024-01-01", None),
        ("iso8601date", "12024-01-01", None),
        ("iso8601date", "0000-02-29", -719_469),
        ("iso8601date", "+10000-01-01", 2_932_897),
        ("etcDate", "1/1/0000", None),
        ("etcDate", "01/01/+2024", None),
        ("etcDate", "0000000000000000031/2/02024", None),
        ("etcDate", "0000000000000000031/02/2024", 19_782),
        ("etcLocalDateTime", "202401010000", MIDNIGHT),
        ("etcLocalDateTime", "202312312400", MIDNIGHT),
        ("etcLocalDateTime", "202312312401", None),
        ("etcLocalDateTime", "2023123124000", None),
        ("isoLikeLocalDateTime", "2023-12-31  24:00", None),
        ("iso8601timeOfDay", "24:59:59.999999999", 89_999),
        ("iso8601timeOfDay", "7:05", 25_500),
        ("iso8601timeOfDay", "07:05.5", None),
        ("iso8601timeOfDay", "7:5", None),
    ],
)
def test_corners(name, text, value):
    assert parse(name, text) == value


@given(st.sampled_from(sorted(FORMATS)), st.text("0123456789-+/:. TZtz", min_size=1, max_size=30))
def test_no_text_makes_a_parser_fail(name, text):
    value, state = FORMATS[name].cell(text)
    assert (value is None) == (state == "refused")
