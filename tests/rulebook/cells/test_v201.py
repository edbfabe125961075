"""V201 look-alike-missing-value."""

import numpy as np
import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import ColumnSpec, DatasetSpec, Range, Spec

NUMBERS = ColumnInfo("TA", "TA", format="float32")


@pytest.mark.parametrize("gap", [-9999.0, -999.99, -6999.0, -99999.0])
def test_usual_stand_ins_are_warned_of(judge_columns, gap):
    (finding,) = judge_columns((NUMBERS, np.array([1.5, gap, gap], dtype=np.float32)))
    assert (finding.code, finding.severity, finding.count) == ("V201", "warning", 2)
    assert finding.message.endswith("in 'TA' looks like a missing value, and is kept as a value")
    assert finding.place.index == (1,)


@pytest.mark.parametrize("number", [-998.0, -1000.0, -99.0, -699.5, 9999.0])
def test_other_numbers_are_left_alone(judge_columns, number):
    assert judge_columns((NUMBERS, np.array([1.5, number]))) == ()


def test_a_number_within_the_plausible_range_is_a_number(judge_columns):
    spec = ColumnSpec("D14C", "float32", range=Range(-1000, 2000, "1", "by definition"))
    assert judge_columns((ColumnInfo("D14C", "D14C", spec=spec), np.array([-999.0]))) == ()


def test_depths_in_metres_are_numbers(judge_array):
    assert judge_array("/depth", ("y",), [-998.0, -999.0, -1000.0], {"units": "m"}) == ()


def test_one_among_numbers_that_go_on_below_it_is_a_number(judge_array, judge_columns):
    shades = np.arange(-12000, 12000, dtype="i2")
    assert judge_array("/band_data", ("x",), shades, {}) == ()
    (finding,) = judge_columns((NUMBERS, np.array([-1e6, -9999, -9999, 1.5])))
    assert finding.count == 2


def test_another_spelling_of_the_missing_value_of_the_format_is_none(judge_columns):
    spec = Spec("test", "x", missing_texts={"float32": frozenset({"-77"})})
    (finding,) = judge_columns((NUMBERS, np.array([1.5, -77.0], dtype=np.float32)), spec=spec)
    assert finding.expected == "one of -77, or an empty cell"


def test_what_the_atmosphere_centre_writes_itself_is_only_noted(judge_columns):
    spec = Spec("test", "x", missing_texts={"float32": frozenset({"-9.99", "-999.99"})})
    (finding,) = judge_columns((NUMBERS, np.array([0.5, -9.99], dtype=np.float32)), spec=spec)
    assert finding.severity == "info"


def test_errors_of_a_spreadsheet_are_warned_of_and_other_texts_left_alone(judge_columns):
    texts = np.array(["a", "#REF!", "NA"], dtype=object)
    (finding,) = judge_columns((ColumnInfo("note", "note", format="string"), texts))
    assert finding.message == "'#REF!' in 'note' looks like a missing value, and is kept as a value"


def test_a_declared_fill_value_is_missing(judge_array):
    assert judge_array("/t", ("x",), [1.5, -9999.0], {"_FillValue": -9999.0}) == ()
    assert [f.code for f in judge_array("/t", ("x",), [1.5, -9999.0])] == ["V201"]


def test_in_a_text_that_no_specification_fits_it_is_only_noted(judge_bytes):
    rows = "".join(f"2024-01-01T{hour:02}:00:00Z,{hour}.5\n" for hour in range(12))
    data = f"TIMESTAMP,TA\n{rows}2024-01-01T12:00:00Z,-9999\n".encode()
    columns = (ColumnSpec("TIMESTAMP", "iso8601dateTime"), ColumnSpec("TA", "float32"))
    spec = Spec("test", "csvWithIso8601tsFirstCol", dataset=DatasetSpec("test", columns=columns))
    for given, severity in ((None, "info"), (spec, "warning")):
        (finding,) = judge_bytes(data, "csv_with_iso8601ts_first_col", given)
        assert (finding.code, finding.severity) == ("V201", severity)


def test_another_spelling_of_the_formats_own_is_a_warning_whatever_fits(judge_bytes):
    rows = "".join(f"2018010100{i:02},2018010100{i + 1:02},{i}.5\n" for i in range(12))
    data = f"TIMESTAMP_START,TIMESTAMP_END,TA\n{rows}201801010012,201801010013,-9999.0\n".encode()
    found = judge_bytes(data, "ascii_etc_half_hourly_product_time_ser")
    assert ("V201", "warning") in [(f.code, str(f.severity)) for f in found]
