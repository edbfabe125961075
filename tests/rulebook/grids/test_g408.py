"""G408 malformed-reference."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"t": (("x",), [1.0], {"cell_measures": "box_area"})}, "cell_measures of 't' is 'box_area'"),
        ({"t": (("x",), [1.0], {"grid_mapping": "a b"})}, "grid_mapping of 't' is 'a b'"),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G408", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables", [{"t": (("x",), [1.0], {"cell_measures": "area: a volume: v", "grid_mapping": "crs"})}]
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G408", variables) == []
