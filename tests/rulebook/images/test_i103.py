"""I103 damaged-side-chunk."""


def test_a_wrong_checksum_of_a_text_is_an_error_and_the_pixels_are_read(judge_image, encoded, chunk):
    data = encoded("PNG")
    text = bytearray(chunk(b"tEXt", b"Title\0Hyltemossa"))
    text[-1] ^= 1
    (finding,) = judge_image(data[:33] + text + data[33:])
    assert (finding.code, finding.severity, finding.place.offset) == ("I103", "error", 33)
    assert (
        finding.message == "a chunk beside the pixels is damaged, 'tEXt': the checksum of chunk tEXt is wrong"
    )


def test_a_chunk_that_pillow_cannot_take_is_left_out(judge_image, encoded, chunk):
    data = encoded("PNG")
    (finding,) = judge_image(data[:33] + chunk(b"pHYs", b"") + data[33:])
    assert finding.code == "I103"
    assert "pHYs" in finding.message


def test_a_sound_text_is_left_alone(judge_image, encoded, chunk):
    data = encoded("PNG")
    assert judge_image(data[:33] + chunk(b"tEXt", b"Title\0Hyltemossa") + data[33:]) == ()
