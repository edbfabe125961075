"""U101 unknown-unit."""

import pytest

from icos_ingest.content import ColumnInfo


def test_a_unit_that_nobody_knows_is_noted_once(judge_columns):
    columns = [(ColumnInfo(name, name, unit="furbles"), [1.0]) for name in ("a", "b")]
    (finding,) = judge_columns(*columns)
    assert (finding.code, finding.severity, finding.count) == ("U101", "info", 1)
    assert finding.message == "the unit 'furbles' of 'a' is not known"


@pytest.mark.parametrize("unit", ["µmol mol-1", "degC", "", "yyyy-MM-dd HH:mm", "W m-2", None])
def test_units_and_texts_that_are_none_are_left_alone(judge_columns, unit):
    assert judge_columns((ColumnInfo("a", "a", unit=unit), [1.0])) == ()


def test_units_of_arrays_are_looked_up_too(judge_array):
    assert [f.code for f in judge_array("/g/a", ("x",), [1.0], {"units": "furbles"})] == ["U101"]
    assert judge_array("/time2", ("x",), [1.0], {"units": "days since 1970-01-01"}) == ()
