"""F503 greedy-file; that it is found stands in tests/pipeline/test_child.py."""

from icos_ingest.model import Fault


def test_it_says_how_the_check_ended(judge_faults):
    (finding,) = judge_faults(Fault("child-memory", detail="it takes too much memory"))
    assert (finding.code, finding.name, finding.severity) == ("F503", "greedy-file", "warning")
    assert finding.message == "the check was ended: it takes too much memory"


def test_a_sound_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
