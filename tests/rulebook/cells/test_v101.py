"""V101 unparsable-cell."""

from icos_ingest.model import Fault, Place
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

SPEC = Spec(
    "test",
    "csvWithIso8601tsFirstCol",
    dataset=DatasetSpec(
        "test", columns=(ColumnSpec("TIMESTAMP", "iso8601dateTime"), ColumnSpec("TA", "float32"))
    ),
)
TABLE = "TIMESTAMP,TA\n2024-01-01T00:00:00Z,1.5\n2024-01-01T01:00:00Z,{}\n"


def test_a_cell_that_does_not_parse_is_quoted_with_what_should_stand_there(judge_bytes):
    (finding,) = judge_bytes(TABLE.format("<0.1").encode(), "csv_with_iso8601ts_first_col", SPEC)
    assert (finding.code, finding.blocks_upload) == ("V101", True)
    assert (finding.place.line, finding.place.column, finding.place.value) == (3, 2, "<0.1")
    assert finding.message == "'<0.1' in 'TA' is not a decimal number with a point, such as 398.2"


def test_a_reader_may_tell_of_a_cell_by_a_fault(judge_faults):
    (finding,) = judge_faults(Fault("cell", Place(field="TA", value="x"), expected="a number"))
    assert finding.message == "'x' in 'TA' is not a number"


def test_numbers_and_empty_cells_are_left_alone(judge_bytes):
    assert judge_bytes(TABLE.format("1.6").encode(), "csv_with_iso8601ts_first_col", SPEC) == ()
    assert judge_bytes(TABLE.format("").encode(), "csv_with_iso8601ts_first_col", SPEC) == ()


def test_without_a_specification_a_text_among_numbers_is_a_warning(judge_bytes):
    rows = "".join(f"{i},{i}.5\n" for i in range(200))
    (finding,) = judge_bytes(f"n,TA\n{rows}200,sensor off\n".encode(), "delimited_text")
    assert (finding.code, finding.severity, finding.place.line) == ("V101", "warning", 202)
