"""G414 wrong-attribute-type."""

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"t": (("x",), [1.0], {"valid_min": "0"})}, "valid_min of 't' is no number"),
        ({"t": (("x",), [1.0], {"add_offset": "10"})}, "add_offset of 't' is no number"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G414", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("x",), [1.0], {"valid_range": np.array([0.0, 1.0])})},
        {"t": (("x",), [1], {"_FillValue": np.float64(1), "scale_factor": np.float64(2)})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G414", variables) == []
