"""G401 unknown-standard-name."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"standard_name": "air_temperatur"})},
            "the standard_name 'air_temperatur' of 't' is not in the table",
        ),
        (
            {"t": (("x",), [1.0], {"standard_name": "air_temperature staus_flag"})},
            "the standard_name 'air_temperature' of 't' has the modifier 'staus_flag'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G401", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("x",), [1.0], {"standard_name": "air_temperature standard_error"})},
        {"t": (("x",), [1.0], {"long_name": "a name"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G401", variables) == []
