"""T202 time-not-monotonic."""

HOURS = [f"2024-01-01T{hour:02}:00" for hour in range(12)]


def test_time_that_goes_back_names_both_stamps(judge_columns):
    (finding,) = judge_columns(time=[*HOURS, *HOURS[:8]])
    assert (finding.code, finding.severity, finding.count) == ("T202", "warning", 1)
    assert finding.message == "time goes back from 2024-01-01T11:00Z to 2024-01-01T00:00Z"
    assert finding.place.index == (12,)


def test_time_that_goes_on_is_left_alone(judge_columns):
    assert judge_columns(time=[HOURS[0], "NaT", *HOURS[2:]]) == ()


def test_a_table_that_is_sorted_otherwise_is_only_noted(judge_columns):
    assert [f.severity for f in judge_columns(time=HOURS[::-1])] == ["info"]
    assert [f.severity for f in judge_columns(time=HOURS[::-1], fmt="csvWithIso8601tsFirstCol")] == [
        "warning"
    ]
