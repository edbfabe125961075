"""F002 unreadable-file."""

from icos_ingest.model import Fault


def test_bytes_that_cannot_be_had_are_an_error(judge_faults):
    (finding,) = judge_faults(Fault("unreadable", detail="the file cannot be opened (Permission denied)"))
    assert (finding.code, finding.severity) == ("F002", "error")
    assert finding.message == "the file cannot be opened (Permission denied)"


def test_a_file_that_can_be_read_is_left_alone(judge_faults):
    assert judge_faults() == ()
