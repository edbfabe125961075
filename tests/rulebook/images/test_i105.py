"""I105 unfolding-text."""

import random
import zlib

from PIL import ImageCms


def test_a_text_that_fills_memory_is_an_error_and_is_left_out(judge_image, encoded, chunk):
    data = encoded("PNG")
    text = chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"x" * 3_000_000))
    (finding,) = judge_image(data[:33] + text + data[33:])
    assert (finding.code, finding.severity, finding.place.offset) == ("I105", "error", 33)
    assert "of chunk zTXt unfold to more than 1,048,576" in finding.message


def test_an_international_text_is_unfolded_too(judge_image, encoded, chunk):
    data = encoded("PNG")
    text = chunk(b"iTXt", b"Title\0\1\0en\0T\0" + zlib.compress(b"x" * 3_000_000))
    assert [f.code for f in judge_image(data[:33] + text + data[33:])] == ["I105"]


def test_a_short_text_is_left_alone(judge_image, encoded, chunk):
    data = encoded("PNG")
    text = chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"x" * 3_000))
    assert judge_image(data[:33] + text + data[33:]) == ()


def profile(size: int) -> bytes:
    """An ICC profile as Pillow makes one, filled up to a size as one with large tables is."""
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return size.to_bytes(4, "big") + whole[4:].ljust(size - 4, b"\7")


def test_a_large_colour_profile_is_a_warning_and_pixels_are_judged(judge_image, encoded):
    data = encoded("PNG", icc_profile=profile(2_500_000))
    (finding,) = judge_image(data)
    assert (finding.code, finding.severity, finding.place.field) == ("I105", "warning", "iCCP")
    torn = bytearray(data)
    torn[data.index(b"IDAT") + 40] ^= 4
    assert "I102" in {finding.code for finding in judge_image(bytes(torn))}


def test_what_is_no_profile_is_an_error(judge_image, encoded):
    (finding,) = judge_image(encoded("PNG", icc_profile=bytes(2_500_000)))
    assert (finding.code, finding.severity) == ("I105", "error")


def test_a_long_text_of_words_is_a_warning(judge_image, encoded, chunk):
    data = encoded("PNG")
    words = random.Random(3).choices([b"wind", b"flux", b"tower", b"2024", b"co2", b"\n"], k=500_000)
    text = chunk(b"zTXt", b"Title\0\0" + zlib.compress(b" ".join(words)))
    (finding,) = judge_image(data[:33] + text + data[33:])
    assert (finding.code, finding.severity) == ("I105", "warning")
