"""C303 unknown-row-count."""

from icos_ingest.model import Fault


def test_a_row_count_that_nobody_states_is_noted(judge_faults):
    (finding,) = judge_faults(Fault("nrows-missing"))
    assert (finding.code, finding.severity) == ("C303", "info")
    assert finding.message == "neither header nor metadata say how many rows the table has"


def test_a_stated_row_count_is_left_alone(judge_faults):
    assert judge_faults() == ()
