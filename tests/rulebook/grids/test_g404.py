"""G404 wrong-coordinate-units."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"lat": (("lat",), [1.0], {"units": "degrees"})}, "the latitude 'lat' has units 'degrees'"),
        ({"x": (("n",), [1.0], {"standard_name": "longitude"})}, "the longitude 'x' has no units"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G404", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"lat": (("lat",), [1.0], {"units": "degreeN"})},
        {"lon": (("lon",), [1.0], {"units": "degrees", "standard_name": "grid_longitude"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G404", variables) == []
