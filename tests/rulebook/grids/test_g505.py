"""G505 unfit-series-variable."""

from icos_ingest.model import Fault, Place


def test_the_portal_would_refuse_the_file(judge_faults):
    (finding,) = judge_faults(Fault("preview-shape", Place(field="qc_flag", value="lat, lon"), blocks=True))
    assert (finding.code, finding.severity, finding.blocks_upload) == ("G505", "error", True)


def test_a_file_that_the_portal_takes_is_left_alone(judge_faults):
    assert judge_faults() == ()
