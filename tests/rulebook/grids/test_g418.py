"""G418 repeated-dimension."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"c": (("k", "k"), [[1.0]], {})}, "'c' has the dimension 'k' 2 times"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G418", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize("variables", [{"c": (("k", "l"), [[1.0]], {})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G418", variables) == []
