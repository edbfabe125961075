"""X103 interrupted-check."""

from icos_ingest.model import Fault


def test_a_check_that_was_stopped_says_so(judge_faults):
    (finding,) = judge_faults(Fault("interrupted", detail="stopped by the user"))
    assert (finding.code, finding.severity) == ("X103", "warning")
    assert finding.message == "the check was not finished: stopped by the user"


def test_a_check_that_ends_is_left_alone(judge_faults):
    assert judge_faults() == ()
