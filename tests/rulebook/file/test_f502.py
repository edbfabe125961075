"""F502 endless-file; that it is found stands in tests/pipeline/test_child.py."""

from icos_ingest.model import Fault


def test_it_says_how_the_check_ended(judge_faults):
    (finding,) = judge_faults(Fault("child-hang", detail="it took longer than 60 seconds"))
    assert (finding.code, finding.name, finding.severity) == ("F502", "endless-file", "warning")
    assert finding.message == "the check was ended: it took longer than 60 seconds"


def test_a_sound_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
