"""T209 shifted-against-sun."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from icos_ingest import open_dataset
from icos_ingest.pipeline import validate
from icos_ingest.rule_parts.sun import potential_radiation

HTM = (56.09763, 13.41897)


def _csv(
    shift: int, *, minutes: int = 30, days: int = 30, title: str = "SW_IN_1_1_1", offset: int = 1
) -> bytes:
    """Light of clear days at Hyltemossa, stamped at the end of each interval in local standard time."""
    ends = np.datetime64("2023-06-01", "m") + np.arange(1, days * 1440 // minutes + 1) * minutes
    middles = (ends - np.datetime64("2023-06-01", "m")).astype(float) - minutes / 2 - 60 * offset
    light = 0.7 * potential_radiation(166, middles + shift, *HTM)
    rows = zip(
        pd.DatetimeIndex(ends - np.timedelta64(minutes, "m")), pd.DatetimeIndex(ends), light, strict=True
    )
    lines = [f"{start:%Y%m%d%H%M},{end:%Y%m%d%H%M},{value:.2f}" for start, end, value in rows]
    return "\n".join([f"TIMESTAMP_START,TIMESTAMP_END,{title}", *lines, ""]).encode()


def _found(data: bytes, **options: object) -> list[str]:
    report = validate(data, name="ICOSETC_SE-Htm_FLUXNET_HH_L2.csv", select=["T209"], **options)
    return [finding.message for finding in report.findings]


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (
            30,
            "half an hour ahead of the sun at Hyltemossa: the stamps look like the start of the interval, not its end",
        ),
        (60, "an hour ahead of the sun at Hyltemossa: the clock is off by whole hours"),
        (-60, "an hour behind the sun at Hyltemossa: the clock is off by whole hours"),
    ],
)
def test_a_shift_is_named(shift, words):
    assert _found(_csv(shift), utc_offset=1) == [f"SW_IN_1_1_1 runs {words}"]


def test_light_that_follows_the_sun_is_left_alone():
    assert _found(_csv(0), utc_offset=1) == []
    assert _found(_csv(10), utc_offset=1) == []


def test_local_standard_time_is_known_of_the_station():
    assert _found(_csv(0)) == []
    assert len(_found(_csv(30))) == 1
    assert len(_found(_csv(60))) == 1


def test_what_is_too_short_or_no_light_is_not_asked():
    assert _found(_csv(60, days=3), utc_offset=1) == []
    assert _found(_csv(60, title="TA_F"), utc_offset=1) == []
    assert validate(_csv(60), name="elsewhere.csv", select=["T209"]).findings == ()


def test_a_zone_that_nobody_stated_is_no_fault():
    index = pd.date_range("2023-06-01", periods=48 * 30, freq="30min")
    middles = np.arange(48 * 30) * 30.0 + 15
    for shift, count in ((-60, 0), (120, 0)):
        frame = pd.DataFrame({"SW_IN": potential_radiation(166, middles + shift, *HTM)}, index=index)
        report = validate(frame, select=["T209"], station="SE-Htm")
        assert len(report.findings) == count


def test_the_sun_is_where_it_should_be():
    minutes = np.arange(1440.0)
    # At 15 degrees east the sun is highest at 11:00 UTC less the equation of time: 16.4 minutes early on
    # 3 November, 14.2 minutes late on 11 February (Astronomical Almanac).
    for day, minute in ((307, 660 - 16.4), (42, 660 + 14.2)):
        assert abs(int(potential_radiation(day, minutes, 50, 15).argmax()) - minute) <= 1
    # At the equinox the sun is up for half of the day, 1361 W m-2 at the equator.
    light = potential_radiation(80, minutes, 0, 0)
    assert abs(int((light > 0).sum()) - 720) <= 2
    assert abs(light.max() - 1361) < 2
    assert not potential_radiation(355, minutes, 80, 0).any()


@pytest.mark.parametrize("shift", [0, 60, -60, 120])
def test_real_light_of_two_towers(real_data, shift):
    """A year of each, month by month; the stamps of one are known to be CET, of the other nothing is known."""
    for path, column, station, known in (
        ("ecosystem/SE-Htm_2016.csv", "SW_IN_1_1_1", "SE-Htm", True),
        ("ecosystem/Example_DETha98.txt", "Rg", "DE-Tha", False),
    ):
        ds = open_dataset(real_data / path)
        clock = ds["time"] + np.timedelta64(shift, "m")
        clock.attrs = ds["time"].attrs
        light = ds[[column]].where(ds[column] > -900).assign_coords(time=clock)
        months = [part for _, part in light.groupby("time.month") if part.sizes["time"] > 1000]
        assert len(months) == 12
        found = [len(validate(part, select=["T209"], station=station).findings) for part in months]
        dark = 2
        """Months around the winter solstice may show nothing."""
        assert sum(found) >= 12 - dark if known and shift else sum(found) == 0
