"""G421 missing-conventions."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"t": (("x",), [1.0], {})}, "the file has no attribute Conventions"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G421", variables)
    assert (finding.severity, finding.message) == ("info", message)


@pytest.mark.parametrize("variables", [{}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G421", variables) == []


def test_other_conventions_are_no_cf(judge_netcdf):
    (finding,) = judge_netcdf("G421", {"t": (("x",), [1.0], {})}, {"Conventions": "COARDS"})
    assert finding.message == "the file keeps 'COARDS', not CF"
    assert judge_netcdf("G421", {"t": (("x",), [1.0], {})}, {"Conventions": "ACDD-1.3, CF-1.6"}) == []
