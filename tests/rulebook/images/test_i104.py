"""I104 oversized-image."""

import pytest


def _claiming(data: bytes, width: int, height: int) -> bytes:
    """A GIF whose one frame claims a size."""
    at = data.index(b"\x2c", 13 + 768)
    return data[: at + 5] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + data[at + 9 :]


@pytest.mark.parametrize("size", [(65535, 65535), (6000, 5000)])
def test_a_claim_beyond_all_compression_is_an_error(judge_image, encoded, size):
    (finding,) = judge_image(_claiming(encoded("GIF"), *size))
    assert (finding.code, finding.severity) == ("I104", "error")
    assert f"the image claims more pixels than it can hold ({size[0] * size[1]:,} in " in finding.message


def test_a_size_that_fits_is_left_alone(judge_image, encoded):
    assert judge_image(encoded("GIF")) == ()
