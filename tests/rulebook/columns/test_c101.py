"""C101 missing-column."""

import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.model import Fault, Place
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

COLUMNS = (ColumnSpec("air_temp", "float32"), ColumnSpec("note", "string", is_optional=True))
SPEC = Spec("test", "csvWithIso8601tsFirstCol", dataset=DatasetSpec("test", columns=COLUMNS))
NEAR = ["Air_Temp", "air temp", " air_temp", "airtemp", "air_tmp"]


def _column(title: str):
    return ColumnInfo(title, title, place=Place(line=1), spec=SPEC.match(title)), [1.5]


def test_a_column_that_is_not_there_blocks_the_upload(judge_columns):
    (finding,) = judge_columns(_column("pressure"), spec=SPEC)
    assert (finding.code, finding.blocks_upload, finding.place.line) == ("C101", True, 1)
    assert finding.message == "the column 'air_temp' is missing"


@pytest.mark.parametrize("near", NEAR)
def test_a_title_that_is_close_is_named(judge_columns, near):
    (finding,) = judge_columns(_column(near), _column("x"), spec=SPEC)
    assert finding.message == f"the column 'air_temp' is missing; '{near}' is close to it"
    assert finding.fix.startswith(f"Rename the column '{near}' to 'air_temp'")


@pytest.mark.parametrize("near", NEAR)
def test_a_fault_that_lists_the_titles_is_told_alike(judge_faults, near):
    fault = Fault("missing-columns", Place(field="air_temp"), detail=f"x\n{near}", blocks=True)
    (finding,) = judge_faults(fault, spec=SPEC)
    assert finding.message == f"the column 'air_temp' is missing; '{near}' is close to it"


def test_a_file_of_the_format_itself_is_left_to_the_judge_of_the_portal(judge_columns):
    assert judge_columns(_column("pressure"), spec=SPEC, fmt=SPEC.format) == ()


def test_optional_columns_may_be_absent_and_variables_are_columns(judge_columns, judge_array):
    assert judge_columns(_column("air_temp"), spec=SPEC) == ()
    assert judge_array("/air_temp", ("t",), [1.5], spec=SPEC) == ()
    assert [f.code for f in judge_array("/pressure", ("t",), [1.5], spec=SPEC)] == ["C101"]
