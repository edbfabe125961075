"""F003 unknown-format."""

from icos_ingest.model import Fault


def test_a_file_that_no_reader_knows_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("unknown-format"))
    assert (finding.code, finding.severity) == ("F003", "error")
    assert finding.message == "the file is of no format that is known"


def test_a_known_format_is_left_alone(judge_faults):
    assert judge_faults() == ()


def test_a_member_that_no_reader_knows_is_only_noted(judge_faults):
    assert [finding.severity for finding in judge_faults(Fault("unknown-member"))] == ["info"]
