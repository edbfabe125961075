"""G420 unknown-feature."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"t": (("x",), [1.0], {"cf_role": "station"})}, "the cf_role of 't' is 'station'"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G420", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize("variables", [{"t": (("x",), [1.0], {"cf_role": "timeseries_id"})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G420", variables) == []


def test_a_feature_of_another_kind_is_named(judge_netcdf):
    (finding,) = judge_netcdf("G420", {"t": (("x",), [1.0], {})}, {"featureType": "GRID"})
    assert finding.message == "the featureType is 'GRID'"
    assert judge_netcdf("G420", {"t": (("x",), [1.0], {})}, {"featureType": "timeseries"}) == []
