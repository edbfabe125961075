"""I110 several-frames."""

import io

from PIL import Image


def test_frames_that_are_left_out_are_noted(judge_image):
    out = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    (finding,) = judge_image(out.getvalue())
    assert (finding.code, finding.severity) == ("I110", "info")
    assert finding.message == "the image holds 3 pictures, of which a dataset gets the first"


def test_one_picture_is_left_alone(judge_image, encoded):
    assert judge_image(encoded("GIF")) == ()
