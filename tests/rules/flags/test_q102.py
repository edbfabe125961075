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
