"""G201 coordinate-not-monotonic."""

import pytest


def test_a_step_back_is_a_warning_with_its_index(judge_array):
    (finding,) = judge_array("/lon", ("lon",), [0.0, 90.0, 180.0, -90.0])
    assert (finding.code, finding.severity, finding.place.index) == ("G201", "warning", (3,))
    assert finding.message == "the coordinate 'lon' does not go steadily up"


def test_a_value_that_stands_twice_is_a_warning(judge_array):
    (finding,) = judge_array("/g/lat", ("lat",), [3.0, 2.0, 2.0, 1.0])
    assert finding.message == "the coordinate 'lat' does not go steadily down"
    assert finding.place.group == "/g"


@pytest.mark.parametrize("values", [[1.0, 2.0], [2.0, 1.0], [5.0], []])
def test_steady_coordinates_are_left_alone(judge_array, values):
    assert judge_array("/lat", ("lat",), values) == ()


def test_what_is_no_coordinate_is_left_alone(judge_array):
    assert judge_array("/co2", ("time",), [1.0, 3.0, 2.0]) == ()
    assert judge_array("/station", ("station",), ["b", "c", "a"]) == ()


def test_the_list_of_gathered_points_is_no_coordinate(judge_array):
    assert judge_array("/rgrid", ("rgrid",), [4, 1, 3], {"compress": "lat lon"}) == ()
