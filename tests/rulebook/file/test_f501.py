"""F501 fatal-file; that it is found stands in tests/pipeline/test_child.py."""

from icos_ingest.model import Fault


def test_it_says_how_the_check_ended(judge_faults):
    (finding,) = judge_faults(Fault("child-crash", detail="the process died of SIGSEGV"))
    assert (finding.code, finding.name, finding.severity) == ("F501", "fatal-file", "error")
    assert finding.message == "a library that reads the file died of it: the process died of SIGSEGV"


def test_a_sound_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
