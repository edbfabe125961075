"""G407 dangling-reference."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"lat": (("lat",), [1.0], {"bounds": "lat_bnds"})},
            "bounds of 'lat' names 'lat_bnds', which is not in the file",
        ),
        (
            {"t": (("x",), [1.0], {"cell_measures": "area: a"})},
            "cell_measures of 't' names 'a', which is not in the file",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G407", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("x",), [1.0], {"ancillary_variables": "qc"}), "qc": (("x",), [1], {})},
        {"/a/t": (("x",), [1.0], {"coordinates": "lat"}), "lat": (("x",), [1.0], {})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G407", variables) == []
