"""G415 fill-within-valid-range."""

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"w": (("x",), [1.0], {"_FillValue": np.float64(12), "valid_range": np.array([0.0, 20.0])})},
            "_FillValue of 'w' is 12, a valid value",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G415", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {
            "w": (
                ("x",),
                [1.0],
                {"_FillValue": np.float64(-9), "valid_min": np.float64(0), "valid_max": np.float64(20)},
            )
        },
        {"w": (("x",), [1.0], {"_FillValue": np.float64(-9)})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G415", variables) == []
