"""G203 impossible-coordinate."""

import numpy as np
import pytest


@pytest.mark.parametrize("unit", ["degrees_north", "degree_N", "degreesN", "degrees_NORTH"])
def test_a_latitude_beyond_a_pole_is_an_error(judge_array, unit):
    found = judge_array("/lat", ("lat",), [-95.0, 0.0, 90.0, 95.0], {"units": unit})
    (finding,) = [one for one in found if one.code == "G203"]
    assert (finding.severity, finding.count) == ("error", 2)
    assert finding.message == "'-95' in 'lat' is no latitude"
    assert finding.expected == "-90 to 90 degrees"
    assert [place.index for place in finding.places] == [(0,), (3,)]


def test_a_longitude_beyond_a_round_is_a_warning(judge_array):
    found = judge_array("/x", ("y", "x"), [[0.0, 500.0]], {"units": "degrees_east"})
    (finding,) = [one for one in found if one.code == "G203"]
    assert (finding.severity, finding.message) == ("warning", "'500' in 'x' is no longitude")


@pytest.mark.parametrize(
    ("unit", "values"),
    [
        ("degrees_north", [-90.0, 90.0005]),
        ("degrees_north", [9.969209968386869e36, 1.0]),
        ("degrees_north", [np.nan, 1.0]),
        ("degrees_east", [-180.0, 360.0]),
        ("degrees", [1000.0, 2000.0]),
        ("m", [1000.0, 2000.0]),
    ],
)
def test_what_may_be_a_position_is_left_alone(judge_array, unit, values):
    found = judge_array("/a", ("i", "j"), [values], {"units": unit})
    assert [one.code for one in found if one.code == "G203"] == []


def test_a_missing_value_that_an_attribute_names_is_left_alone(judge_array):
    attrs = {"units": "degrees_north", "_FillValue": np.int16(-9999)}
    found = judge_array("/a", ("i",), np.array([-9999, 12], "i2"), attrs)
    assert [one.code for one in found if one.code == "G203"] == []


def test_a_column_of_a_table_is_looked_at_too(judge_bytes):
    rows = "".join(f"{50 + row},{row}\n" for row in range(45))
    found = judge_bytes(f"lat [degrees_north],x\n{rows}".encode(), "delimited_text")
    (finding,) = [one for one in found if one.code == "G203"]
    assert (finding.count, finding.place.line, finding.place.column) == (4, 43, 1)
