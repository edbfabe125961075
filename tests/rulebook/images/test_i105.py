"""I105 unfolding-text."""

import zlib


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
