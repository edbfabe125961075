"""I101 truncated-image."""

from icos_ingest.model import Fault


def test_a_truncated_image_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("image-truncated", detail="12 bytes not processed"))
    assert (finding.code, finding.severity) == ("I101", "error")
    assert finding.message == "the image ends before its last pixel: 12 bytes not processed"


def test_a_whole_image_is_left_alone(judge_faults):
    assert judge_faults() == ()
