"""G419 names-alike-but-for-case."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"t": (("x",), [1.0], {}), "T": (("x",), [1.0], {})}, "'t' and 'T' differ in case alone"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G419", variables)
    assert (finding.severity, finding.message) == ("info", message)


@pytest.mark.parametrize("variables", [{"t": (("x",), [1.0], {}), "/g/T": (("x",), [1.0], {})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G419", variables) == []
