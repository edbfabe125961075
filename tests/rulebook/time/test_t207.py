"""T207 date-out-of-line."""

import numpy as np
import pytest

HOURS = np.arange("2024-02-27", "2024-03-10", dtype="M8[h]").astype(str).tolist()


def _judged(judge_columns, times):
    return [f for f in judge_columns(time=times) if f.code == "T207"]


def test_a_row_of_another_year_is_a_warning(judge_columns):
    (finding,) = _judged(judge_columns, [*HOURS[:50], HOURS[50].replace("2024", "2020"), *HOURS[51:]])
    assert (finding.severity, finding.count, finding.place.index) == ("warning", 1, (50,))
    assert finding.message.endswith("the year is out of line")
    assert finding.expected == "2024-02-29T02:00Z"


@pytest.mark.parametrize("month", ["02", "04"])
def test_a_stretch_of_another_month_is_one_finding(judge_columns, month):
    wrong = [hour.replace("-03-", f"-{month}-") for hour in HOURS[90:95]]
    (finding,) = _judged(judge_columns, [*HOURS[:90], *wrong, *HOURS[95:]])
    assert (finding.count, finding.place.index) == (1, (90,))
    assert finding.message.endswith("the month or day is out of line")


def test_gaps_and_periods_that_come_again_are_left_alone(judge_columns):
    year = [hour.replace("2024", "2022") for hour in HOURS if "-29T" not in hour]
    assert _judged(judge_columns, [*year, *HOURS]) == []
    assert _judged(judge_columns, [*HOURS, *year]) == []
