"""T204 irregular-time-step."""

import numpy as np
import pandas as pd

from icos_ingest.memory import from_dataframe

HALVES = np.arange("2024-01-01", "2024-01-03", 30, dtype="M8[m]").astype(str).tolist()
SLIPPED = [*HALVES[:40], "2024-01-01T20:07", *HALVES[41:]]


def test_a_slipped_stamp_of_a_promised_interval_is_a_warning(judge_columns):
    (finding,) = judge_columns(time=SLIPPED)
    assert (finding.code, finding.severity, finding.count) == ("T204", "warning", 1)
    assert finding.message == "the row at 2024-01-01T20:07Z stands off the steps of 30 minutes"
    assert finding.place.index == (40,)


def test_where_nothing_is_promised_it_is_noted(judge_content):
    frame = pd.DataFrame({"a": 1.0}, index=pd.DatetimeIndex(SLIPPED))
    assert [(f.code, f.severity) for f in judge_content(from_dataframe(frame))] == [("T204", "info")]


def test_gaps_of_whole_steps_and_irregular_tables_are_left_alone(judge_columns, judge_content):
    codes = [f.code for f in judge_columns(time=[*HALVES[:10], *HALVES[15:]])]
    assert codes == ["T203"]
    often = pd.DatetimeIndex(HALVES) + pd.to_timedelta(np.arange(len(HALVES)) % 7, unit="min")
    assert judge_content(from_dataframe(pd.DataFrame({"a": 1.0}, index=often))) == ()


def test_another_interval_than_that_of_the_format_is_no_fault(judge_columns):
    tens = np.arange("2024-01-01", "2024-01-03", 10, dtype="M8[m]").astype(str).tolist()
    assert judge_columns(time=tens, fmt="asciiEtcHalfHourlyProductTimeSer") == ()
