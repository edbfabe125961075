"""P101 implausible-value."""

import numpy as np

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import ColumnSpec, DatasetSpec, Range, Spec, VariableSpec

RANGE = Range(500, 1100, "hPa", "our own wide limit")
PRESSURE = ColumnSpec("P", "float32", unit="hPa", range=RANGE)


def test_a_value_outside_quotes_value_and_range(judge_columns):
    (finding,) = judge_columns((ColumnInfo("P", "P", unit="hPa", spec=PRESSURE), [1000.0, 1200.0, np.nan]))
    assert (finding.code, finding.severity, finding.count) == ("P101", "warning", 1)
    assert finding.message == "'1200' in 'P' is outside the plausible range"
    assert finding.expected == "500 to 1100 hPa (our own wide limit)"


def test_limits_are_converted_to_the_unit_of_the_file(judge_columns):
    column = ColumnInfo("P", "P", unit="Pa", spec=PRESSURE)
    assert judge_columns((column, [100_000.0])) == ()
    assert [f.expected for f in judge_columns((column, [1000.0]))] == [
        "50000 to 110000 Pa (our own wide limit)"
    ]


def test_both_ends_of_the_range_and_columns_without_one_are_left_alone(judge_columns):
    assert judge_columns((ColumnInfo("P", "P", spec=PRESSURE), [500.0, 1100.0])) == ()
    assert judge_columns((ColumnInfo("x", "x"), [1e30])) == ()


def test_what_looks_like_a_gap_is_told_as_a_gap_alone(judge_columns):
    assert [f.code for f in judge_columns((ColumnInfo("P", "P", spec=PRESSURE), [1000.0, -9999.0]))] == [
        "V201"
    ]


def test_tower_data_without_a_specification_have_the_published_limits(judge_columns):
    (finding,) = judge_columns(
        (ColumnInfo("TA_1_1_1", "TA_1_1_1"), [20.0, 80.0]),
        time=["2024-01-01T00:00", "2024-01-01T00:30"],
        fmt="ameriflux-base",
    )
    assert finding.message == "'80' in 'TA_1_1_1' is outside the plausible range"


def test_windows_of_grids_are_unpacked_first(judge_array):
    spec = Spec(
        "grid", "netcdf", dataset=DatasetSpec("grid", variables=(VariableSpec("p", unit="hPa", range=RANGE),))
    )
    packed = np.array([[1000, 12000], [-1, 9000]], dtype=np.int16)
    attrs = {"scale_factor": 0.1, "_FillValue": np.int16(-1), "units": "hPa"}
    (finding,) = judge_array("/p", ("y", "x"), packed, attrs, spec)
    assert finding.message == "'100' in 'p' is outside the plausible range"
    assert [place.index for place in finding.places] == [(0, 0), (0, 1)]
