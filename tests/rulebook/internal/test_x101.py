"""X101 reached-limit."""

from icos_ingest.model import Fault, Place


def test_a_limit_names_what_was_not_read(judge_faults):
    (finding,) = judge_faults(Fault("limit", Place(field="image"), detail="2,500,000,000 pixels"))
    assert (finding.code, finding.severity) == ("X101", "warning")
    assert finding.message == "a limit stopped the reading of 'image': 2,500,000,000 pixels"


def test_a_file_within_the_limits_is_left_alone(judge_faults):
    assert judge_faults() == ()
