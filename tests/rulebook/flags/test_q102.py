"""Q102 value-without-flag."""

import numpy as np

from icos_ingest.content import ColumnInfo

VALUES = ColumnInfo("co2", "co2", flag="QC")
FLAGS = ColumnInfo("QC", "QC")


def test_a_value_whose_flag_is_missing_is_a_warning(judge_columns):
    (finding,) = judge_columns((VALUES, [398.2, 398.3, np.nan]), (FLAGS, [2.0, np.nan, np.nan]))
    assert (finding.code, finding.severity, finding.count) == ("Q102", "warning", 1)
    assert finding.message == "'398.3' in 'co2' has no flag in 'QC'"


def test_flagged_values_and_gaps_are_left_alone(judge_columns):
    assert judge_columns((VALUES, [398.2, np.nan]), (FLAGS, [2.0, np.nan])) == ()


def test_a_nan_that_was_written_out_needs_no_flag(judge_bytes):
    from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

    columns = (
        ColumnSpec("TIMESTAMP", "iso8601dateTime"),
        ColumnSpec("T", "float32", flag_column_title="QC"),
        ColumnSpec("QC", "int32"),
    )
    spec = Spec("test", "csvWithIso8601tsFirstCol", dataset=DatasetSpec("test", columns=columns))
    table = "TIMESTAMP,T,QC\n2024-01-01T00:00:00Z,{},\n"
    assert judge_bytes(table.format("NaN").encode(), "csv_with_iso8601ts_first_col", spec) == ()
    assert [
        f.code for f in judge_bytes(table.format("1").encode(), "csv_with_iso8601ts_first_col", spec)
    ] == ["Q102"]
