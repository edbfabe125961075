"""F001 empty-file."""

from icos_ingest.model import Fault


def test_a_file_without_bytes_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("empty"))
    assert (finding.code, finding.severity) == ("F001", "error")
    assert finding.message == "the file is empty"


def test_a_file_with_bytes_is_left_alone(judge_faults):
    assert judge_faults() == ()


def test_an_empty_member_of_an_archive_is_only_noted(judge_faults):
    assert [finding.severity for finding in judge_faults(Fault("empty-member"))] == ["info"]
