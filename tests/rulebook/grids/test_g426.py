"""G426 wrong-positive."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"z": (("z",), [1.0], {"positive": "upward"})}, "positive of 'z' is 'upward'"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G426", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize("variables", [{"z": (("z",), [1.0], {"positive": "Up"})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G426", variables) == []
