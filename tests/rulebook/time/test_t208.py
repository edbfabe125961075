"""T208 summer-time-jump."""

import numpy as np
import pytest


def _clock(days: str, after: str, hours: int) -> list[str]:
    """Half hours of three days whose clock is put forward, or back, after a time."""
    start = np.datetime64(days, "m")
    times = start + np.arange(0, 3 * 1440, 30)
    late = times > np.datetime64(after, "m")
    return (times + late * np.timedelta64(60 * hours, "m")).astype(str).tolist()


@pytest.mark.parametrize(
    ("times", "way"),
    [
        (_clock("2024-03-30", "2024-03-31T01:30", 1), "an hour is left out after 2024-03-31T01:30Z"),
        (_clock("2023-10-28", "2023-10-29T02:30", -1), "an hour is told twice after 2023-10-29T02:30Z"),
    ],
)
def test_a_change_of_clocks_is_a_warning(judge_columns, times, way):
    (finding,) = [f for f in judge_columns(time=times) if f.code == "T208"]
    assert (finding.severity, finding.count) == ("warning", 1)
    assert finding.message == f"{way}, as by a clock that follows summer time"


def test_an_hour_that_is_lost_on_another_day_is_a_gap(judge_columns):
    for times in (
        _clock("2024-03-23", "2024-03-24T01:30", 1),
        _clock("2024-03-30", "2024-03-31T12:30", 1),
        _clock("2024-03-30", "2024-03-31T01:30", 0),
    ):
        assert "T208" not in [f.code for f in judge_columns(time=times)]
