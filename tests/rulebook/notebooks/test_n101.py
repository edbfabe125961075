"""N101 broken-notebook."""

from icos_ingest.model import Fault, Place


def test_a_broken_notebook_says_why(judge_faults):
    (finding,) = judge_faults(Fault("notebook-broken", Place(line=7), detail="it is no JSON"))
    assert (finding.code, finding.severity) == ("N101", "error")
    assert finding.message == "the notebook is broken: it is no JSON"


def test_a_sound_notebook_is_left_alone(judge_faults):
    assert judge_faults() == ()
