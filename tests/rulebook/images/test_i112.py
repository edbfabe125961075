"""I112 damaged-frame."""

import io

import numpy as np
import pytest
from PIL import Image

from icos_ingest.model import Limits, Options
from icos_ingest.pipeline import validate

NOISE = np.random.default_rng(5).integers(0, 256, (3, 40, 40, 3), dtype=np.uint8)


def _animation() -> bytes:
    out = io.BytesIO()
    frames = [Image.fromarray(one) for one in NOISE]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def test_a_later_frame_without_pixels_is_a_warning(judge_image):
    data = bytearray(_animation())
    at = data.index(b"fdAT")
    data[at + 8 : at + 60] = bytes(52)  # the checksum is wrong, too, and a later one stays right
    findings = {finding.code: finding for finding in judge_image(bytes(data))}
    assert findings["I112"].severity == "warning"
    assert findings["I112"].message.startswith("frame 2 of the image is damaged: ")
    assert not {"I101", "I102"} & set(findings)


@pytest.mark.parametrize("make", [_animation])
def test_a_whole_animation_is_left_alone(judge_image, make):
    assert [finding.code for finding in judge_image(make())] == ["I110"]


def test_more_frames_than_the_limit_allows_are_not_decoded():
    options = Options(limits=Limits(pixels=4_000), trust=True)
    report = validate(_animation(), name="picture", options=options)
    assert {finding.code for finding in report.findings} == {"I110", "X101"}
    assert report.quality == "incomplete"
