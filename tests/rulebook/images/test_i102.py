"""I102 damaged-image."""

from icos_ingest.model import Fault


def test_a_damaged_image_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("image-damaged", detail="bad checksum in IDAT"))
    assert (finding.code, finding.severity) == ("I102", "error")
    assert finding.message == "the image cannot be decoded: bad checksum in IDAT"


def test_a_sound_image_is_left_alone(judge_faults):
    assert judge_faults() == ()
