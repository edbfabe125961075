"""G506 unstamped-series."""

from icos_ingest.model import Fault, Place


def test_the_portal_would_refuse_the_file(judge_faults):
    (finding,) = judge_faults(Fault("preview-stamp", Place(field="x", value="lat, lon"), blocks=True))
    assert (finding.code, finding.severity, finding.blocks_upload) == ("G506", "error", True)


def test_a_file_that_the_portal_takes_is_left_alone(judge_faults):
    assert judge_faults() == ()
