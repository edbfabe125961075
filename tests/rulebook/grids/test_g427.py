"""G427 missing-feature-role."""

import pytest


@pytest.mark.parametrize("variables", [{"t": (("x",), [1.0], {})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G427", variables) == []


def test_a_trajectory_needs_a_role(judge_netcdf):
    (finding,) = judge_netcdf("G427", {"t": (("x",), [1.0], {})}, {"featureType": "trajectory"})
    assert finding.severity == "info"
    role = {"t": (("x",), [1.0], {"cf_role": "trajectory_id"})}
    assert judge_netcdf("G427", role, {"featureType": "trajectory"}) == []
    assert judge_netcdf("G427", {"t": (("x",), [1.0], {})}, {"featureType": "point"}) == []
