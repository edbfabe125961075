"""V207 text-for-missing-value."""

import pytest

from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

COLUMNS = (
    ColumnSpec("TIMESTAMP", "iso8601dateTime"),
    ColumnSpec("TA", "float32"),
    ColumnSpec("note", "string"),
)
SPEC = Spec(
    "test",
    "csvWithIso8601tsFirstCol",
    dataset=DatasetSpec("test", columns=COLUMNS),
    missing_texts={"float32": frozenset({"-77"})},
)
TABLE = "TIMESTAMP,TA,note\n2024-01-01T00:00:00Z,{},{}\n"


@pytest.mark.parametrize("text", ["NA", "N/A", "null", "--", "#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_what_others_write_for_nothing_is_named(judge_bytes, text):
    (finding,) = judge_bytes(TABLE.format(text, "x").encode(), "csv_with_iso8601ts_first_col", SPEC)
    assert (finding.code, finding.severity, finding.blocks_upload) == ("V207", "error", True)
    assert finding.message == f"'{text}' in 'TA' stands for a missing value, but not in this format"
    assert finding.expected == "one of -77, or an empty cell"


def test_the_formats_own_missing_values_and_texts_are_left_alone(judge_bytes):
    for value, note in (("-77", "NA"), ("", "null"), ("1.5", "--")):
        assert judge_bytes(TABLE.format(value, note).encode(), "csv_with_iso8601ts_first_col", SPEC) == ()
