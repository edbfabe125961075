"""G406 unknown-calendar."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"time": (("time",), [1.0], {"calendar": "nope"})}, "the calendar 'nope' of 'time' is not known"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G406", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize("variables", [{"time": (("time",), [1.0], {"calendar": "Gregorian"})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G406", variables) == []
