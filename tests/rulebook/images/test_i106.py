"""I106 missing-end-mark."""

import pytest


@pytest.mark.parametrize(
    ("kind", "cut", "mark"),
    [("GIF", 1, "the trailer 3B")],
)
def test_a_missing_mark_behind_whole_pixels_is_a_warning(judge_image, encoded, kind, cut, mark):
    data = encoded(kind)[:-cut]
    (finding,) = judge_image(data)
    assert (finding.code, finding.severity, finding.place.offset) == ("I106", "warning", len(data))
    assert finding.message == f"the image has no mark of its end: the file stops without {mark}"


def test_where_pixels_are_missing_the_mark_is_not_told_of(judge_image, encoded):
    assert [f.code for f in judge_image(encoded("JPEG")[:-30])] == ["I101"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_whole_image_is_left_alone(judge_image, encoded, kind):
    assert judge_image(encoded(kind)) == ()


def test_pixels_without_their_checksum_are_a_warning(judge_image, encoded, chunk):
    data = encoded("PNG")
    packed = data[data.index(b"IDAT") + 4 : -20]
    (finding,) = judge_image(data[:33] + chunk(b"IDAT", packed) + data[-12:])
    assert (finding.code, finding.place.offset) == ("I106", 41 + len(packed))
    assert finding.message.endswith("the file stops without the checksum of its pixels")
