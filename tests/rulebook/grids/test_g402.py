"""G402 units-unlike-standard-name."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"p": (("x",), [1.0], {"standard_name": "air_pressure_at_mean_sea_level", "units": "K"})},
            "'p' is in 'K', in which no air_pressure_at_mean_sea_level is measured",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G402", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"p": (("x",), [1.0], {"standard_name": "air_pressure", "units": "hPa"})},
        {"t": (("x",), [1.0], {"standard_name": "time", "units": "days since 2000-01-01"})},
        {"x": (("x",), [1.0], {"standard_name": "projection_x_coordinate", "units": "rad"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G402", variables) == []
