"""I109 uncommon-coding."""

from icos_ingest.model import Fault


def test_a_coding_that_few_decode_is_a_warning(judge_faults):
    (finding,) = judge_faults(Fault("image-uncommon", detail="arithmetic coding"))
    assert (finding.code, finding.severity) == ("I109", "warning")
    assert finding.message == "the JPEG is of a kind that few programs decode: arithmetic coding"


def test_progressive_images_are_left_alone(judge_image, encoded):
    assert judge_image(encoded("JPEG", progressive=True)) == ()
