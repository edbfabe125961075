"""G410 misshapen-bounds."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"lat": (("lat",), [1.0], {"bounds": "b"}), "b": (("nv", "lat"), [[1.0], [2.0]], {})},
            "the bounds 'b' of 'lat' are on (nv, lat)",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G410", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables", [{"lat": (("lat",), [1.0], {"bounds": "b"}), "b": (("lat", "nv"), [[1.0, 2.0]], {})}]
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G410", variables) == []
