"""G425 unknown-grid-mapping."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"grid_mapping": "crs"}), "crs": ((), 0, {"grid_mapping_name": "lambert"})},
            "the grid mapping 'crs' has the grid_mapping_name 'lambert'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G425", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {
            "t": (("x",), [1.0], {"grid_mapping": "crs"}),
            "crs": ((), 0, {"grid_mapping_name": "latitude_longitude"}),
        }
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G425", variables) == []
