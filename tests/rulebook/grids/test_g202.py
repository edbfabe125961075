"""G202 missing-coordinate-value."""

import numpy as np


def test_a_gap_in_a_coordinate_is_a_warning(judge_array):
    (finding,) = judge_array("/time", ("time",), [0.0, np.nan, 2.0, np.nan])
    assert (finding.code, finding.severity, finding.count) == ("G202", "warning", 2)
    assert finding.message == "the coordinate 'time' has missing values"
    assert [place.index for place in finding.places] == [(1,), (3,)]


def test_a_fill_value_is_a_gap(judge_array):
    (finding,) = judge_array("/x", ("x",), [1, 2, 99], {"_FillValue": 99})
    assert finding.code == "G202"


def test_a_full_coordinate_is_left_alone(judge_array):
    assert judge_array("/time", ("time",), np.array(["2024-01-01", "2024-01-02"], dtype="M8[ns]")) == ()


def test_a_coordinate_that_was_never_written_is_a_gap(judge_array):
    (finding,) = judge_array("/lat", ("lat",), np.full(3, 9.969209968386869e36, dtype="f4"))
    assert (finding.code, finding.count) == ("G202", 3)
