"""G405 unreferenced-time."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"time": (("time",), [1.0], {"units": "s"})},
            "the time 'time' has units 's' and so no reference date",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G405", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"time": (("time",), [1.0], {"units": "s since 2000-01-01"})},
        {"duration": (("n",), [1.0], {"units": "s"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G405", variables) == []
