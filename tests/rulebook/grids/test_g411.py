"""G411 coordinate-outside-bounds."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"lat": (("lat",), [10.0], {"bounds": "b"}), "b": (("lat", "nv"), [[20.0, 30.0]], {})},
            "1 values of 'lat' lie outside of 'b'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G411", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"lat": (("lat",), [10.0], {"bounds": "b"}), "b": (("lat", "nv"), [[15.0, 5.0]], {})},
        {"lat": (("lat",), [10.0], {"bounds": "b"}), "b": (("lat", "nv"), [[9.969209968386869e36] * 2], {})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G411", variables) == []
