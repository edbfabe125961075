"""G412 bounds-unlike-coordinate."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {
                "lat": (("lat",), [10.0], {"bounds": "b", "units": "m"}),
                "b": (("lat", "nv"), [[5.0, 15.0]], {"units": "cm"}),
            },
            "units of the bounds 'b' is not that of 'lat'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G412", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [{"lat": (("lat",), [10.0], {"bounds": "b", "units": "m"}), "b": (("lat", "nv"), [[5.0, 15.0]], {})}],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G412", variables) == []
