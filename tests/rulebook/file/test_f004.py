"""F004 unsupported-variant."""

from icos_ingest.model import Fault, Place


def test_what_is_not_read_is_a_warning_with_its_cause(judge_faults):
    (finding,) = judge_faults(Fault("unsupported", Place(member="a.csv"), detail="it is encrypted"))
    assert (finding.code, finding.severity) == ("F004", "warning")
    assert finding.message == "this file is of a kind that is not read here: it is encrypted"
    assert finding.place.member == "a.csv"


def test_a_common_variant_is_left_alone(judge_faults):
    assert judge_faults() == ()
