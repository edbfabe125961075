"""G403 missing-units."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"standard_name": "air_temperature"})},
            "'t' is air_temperature and has no units",
        ),
        ({"z": ((), 1.0, {"axis": "Z"})}, "'z' is axis Z and has no units"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G403", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("x",), [1.0], {"standard_name": "air_temperature", "units": "K"})},
        {"r": (("x",), [1.0], {"standard_name": "relative_humidity"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G403", variables) == []
