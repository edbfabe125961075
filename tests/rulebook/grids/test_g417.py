"""G417 unknown-axis."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"x": (("x",), [1.0], {"axis": "x"})}, "the axis of 'x' is 'x'"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G417", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize("variables", [{"x": (("x",), [1.0], {"axis": "X"})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G417", variables) == []
