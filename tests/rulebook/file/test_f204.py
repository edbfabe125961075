"""F204 archive-bomb."""

from icos_ingest.model import Fault, Place


def test_an_archive_that_unfolds_without_end_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("bomb", Place(member="zeros"), detail="10,000 times its packed size"))
    assert (finding.code, finding.severity) == ("F204", "error")
    assert finding.message == "'zeros' unfolds beyond all measure: 10,000 times its packed size"


def test_an_archive_of_common_size_is_left_alone(judge_faults):
    assert judge_faults() == ()
