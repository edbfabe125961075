"""G429 value-outside-valid-range."""

import numpy as np
import pytest


@pytest.mark.parametrize(
    "attrs",
    [
        {"valid_range": np.array([300.0, 600.0])},
        {"valid_min": 300.0, "valid_max": np.float32(600)},
        {"valid_max": 600, "valid_min": 300},
    ],
)
def test_values_outside_are_a_warning(judge_netcdf, attrs):
    (finding,) = judge_netcdf("G429", {"co2": (("x",), [412.0, 5000.0, 3.0, 300.0, 600.0, np.nan], attrs)})
    assert (finding.severity, finding.count) == ("warning", 2)
    assert finding.message == "'5000' in 'co2' lies outside of its own valid range"
    assert finding.expected == "300 to 600"
    assert [place.index for place in finding.places] == [(1,), (2,)]


def test_the_range_of_packed_values_is_packed(judge_netcdf):
    attrs = {"valid_range": np.array([0, 100], "i2"), "scale_factor": 0.1, "add_offset": 5.0}
    (finding,) = judge_netcdf("G429", {"a": (("x",), np.array([0, 100, 101], "i2"), attrs)})
    assert (finding.count, finding.place.index, finding.expected) == (1, (2,), "5 to 15")


def test_a_range_of_floats_for_packed_integers_is_that_of_the_unpacked(judge_netcdf):
    attrs = {"valid_max": 15.0, "scale_factor": 0.1, "add_offset": 5.0}
    assert judge_netcdf("G429", {"a": (("x",), np.array([0, 100], "i2"), attrs)}) == []
    (finding,) = judge_netcdf("G429", {"a": (("x",), np.array([0, 101], "i2"), attrs)})
    assert finding.expected == "15 or less"


def test_one_end_is_enough(judge_netcdf):
    (finding,) = judge_netcdf("G429", {"co2": (("x",), [412.0, 3.0], {"valid_min": 300.0})})
    assert (finding.count, finding.expected) == (1, "300 or more")


@pytest.mark.parametrize(
    ("values", "attrs"),
    [
        ([1.0, 2.0], {"valid_range": np.array([1.0, 2.0])}),
        (np.array([0.1], "f4"), {"valid_max": 0.1}),
        ([5.0], {"valid_min": 9.0, "valid_max": 1.0}),
        ([5.0], {"valid_range": "1 to 2"}),
        ([-5.0], {"valid_range": np.array([0.0, 9.0]), "_FillValue": -5.0}),
        (np.array([9.969209968386869e36, 1], "f4"), {"valid_max": 2.0}),
        (np.array([-127, 1], "i1"), {"valid_min": np.int8(0)}),
        (np.array([-1], "i1"), {"valid_range": np.array([0, 255], "u1"), "_Unsigned": "true"}),
    ],
)
def test_what_is_no_fault_is_left_alone(judge_netcdf, values, attrs):
    assert judge_netcdf("G429", {"a": (("x",), values, attrs)}) == []
