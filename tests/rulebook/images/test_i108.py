"""I108 colour-outside-palette."""

import re


def test_a_pixel_beyond_the_palette_is_a_warning(judge_image, encoded, chunk):
    data = encoded("PNG", "P")
    at = data.index(b"PLTE") - 4
    length = int.from_bytes(data[at : at + 4], "big")
    short = chunk(b"PLTE", data[at + 8 : at + 8 + 30])
    (finding,) = judge_image(data[:at] + short + data[at + 12 + length :])
    assert (finding.code, finding.severity, finding.place.offset) == ("I108", "warning", at)
    assert re.search(r"colour \d+ is used, and the palette ends with colour 9", finding.message)


def test_pixels_within_the_palette_are_left_alone(judge_image, encoded):
    assert judge_image(encoded("PNG", "P")) == ()
