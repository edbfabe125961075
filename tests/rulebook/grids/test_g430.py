"""G430 unexplained-flag-value."""

import numpy as np
import pytest

FLAGS = {"flag_values": np.array([0, 1, 2], "i1"), "flag_meanings": "good bad none"}


def test_another_value_is_a_warning(judge_netcdf):
    (finding,) = judge_netcdf("G430", {"flag": (("x",), np.array([0, 7, 2, 9], "i1"), FLAGS)})
    assert (finding.severity, finding.count) == ("warning", 2)
    assert finding.message == "the flag '7' in 'flag' is not explained"
    assert finding.expected == "one of 0, 1, 2"


def test_a_long_list_is_cut(judge_netcdf):
    attrs = {"flag_values": np.arange(100)}
    (finding,) = judge_netcdf("G430", {"flag": (("x",), np.array([100]), attrs)})
    assert finding.expected.endswith("18, 19, ...")


@pytest.mark.parametrize(
    ("values", "attrs"),
    [
        (np.array([0, 1, 2], "i1"), FLAGS),
        (np.array([0, 9], "i1"), FLAGS | {"_FillValue": np.int8(9)}),
        (np.array([0, -127], "i1"), FLAGS),
        (np.array([7], "i1"), FLAGS | {"flag_masks": np.array([1, 2, 4], "i1")}),
        (np.array([7.0]), FLAGS),
        (np.array([7], "i1"), {"flag_values": "0, 1"}),
        (np.array([7], "i1"), FLAGS | {"scale_factor": 2.0}),
    ],
)
def test_what_is_no_fault_is_left_alone(judge_netcdf, values, attrs):
    assert judge_netcdf("G430", {"flag": (("x",), values, attrs)}) == []
