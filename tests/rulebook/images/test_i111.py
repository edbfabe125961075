"""I111 irregular-jpeg."""


def test_a_scan_that_claims_other_coefficients_is_a_warning(judge_image, encoded):
    data = bytearray(encoded("JPEG"))
    at = data.index(b"\xff\xda") + 2 + int.from_bytes(data[data.index(b"\xff\xda") + 2 :][:2], "big")
    assert bytes(data[at - 3 : at]) == b"\0\x3f\0"
    data[at - 2] = 0x3E
    (finding,) = judge_image(bytes(data))
    assert (finding.code, finding.severity) == ("I111", "warning")
    assert "libjpeg: Invalid SOS parameters" in finding.message


def test_a_sound_image_is_left_alone(judge_image, encoded):
    assert judge_image(encoded("JPEG")) == ()


def test_a_byte_that_a_transfer_in_text_mode_put_in_is_told(judge_image, encoded):
    data = encoded("JPEG", comment=b"a note\nof two lines")
    assert judge_image(data) == ()
    at = data.index(b"note") + 4
    (finding,) = judge_image(data[:at] + b"\r" + data[at:])
    assert (finding.code, finding.severity) == ("I111", "warning")
    assert "stray bytes stand between its segments" in finding.message
