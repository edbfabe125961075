"""I107 trailing-bytes."""

import pytest


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_bytes_behind_the_end_are_noted(judge_image, encoded, kind):
    data = encoded(kind)
    (finding,) = judge_image(data + b"twelve bytes")
    assert (finding.code, finding.severity, finding.place.offset) == ("I107", "info", len(data))
    assert finding.message == "bytes stand behind the end of the image: 12 bytes follow"


def test_further_pictures_that_are_announced_are_left_alone(judge_image):
    import io

    from PIL import Image

    out = io.BytesIO()
    one, other = Image.new("RGB", (16, 16)), Image.new("RGB", (16, 16), "white")
    one.save(out, "MPO", save_all=True, append_images=[other])
    assert [f.code for f in judge_image(out.getvalue())] == ["I110"]
