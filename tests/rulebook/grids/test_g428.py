"""G428 wrong-cell-measure."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"cell_measures": "area: a"}), "a": (("x",), [1.0], {"units": "m"})},
            "the area 'a' of 't' is in 'm'",
        ),
        (
            {"t": (("x",), [1.0], {"cell_measures": "area: a"}), "a": (("y",), [1.0], {"units": "m2"})},
            "the area 'a' of 't' is on (y)",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G428", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [{"t": (("x",), [1.0], {"cell_measures": "area: a"}), "a": (("x",), [1.0], {"units": "km2"})}],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G428", variables) == []
