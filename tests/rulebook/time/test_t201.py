"""T201 repeated-time."""

HOURS = [f"2024-01-01T{hour:02}:00" for hour in range(12)]


def test_a_stamp_that_occurs_twice_is_a_warning(judge_columns):
    (finding,) = judge_columns(time=[*HOURS[:5], HOURS[4], *HOURS[5:]])
    assert (finding.code, finding.severity, finding.count) == ("T201", "warning", 1)
    assert finding.message == "two rows in a row have the time stamp 2024-01-01T04:00Z"
    assert finding.place.index == (5,)


def test_profiles_share_their_stamps(judge_columns):
    assert judge_columns(time=sorted(HOURS * 3)) == ()


def test_flasks_are_sampled_in_pairs(judge_columns):
    assert judge_columns(time=[*HOURS, HOURS[-1]], fmt="asciiAtcFlaskTimeSer") == ()


def test_stamps_that_all_differ_are_left_alone(judge_columns):
    assert judge_columns(time=HOURS) == ()
    assert judge_columns(time=[HOURS[0], "NaT", "NaT", HOURS[1]]) == ()
