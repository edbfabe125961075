"""I102 damaged-image."""

import zlib

from icos_ingest.model import Fault


def test_a_damaged_image_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("image-damaged", detail="bad checksum in IDAT"))
    assert (finding.code, finding.severity) == ("I102", "error")
    assert finding.message == "the image cannot be decoded: bad checksum in IDAT"


def test_a_sound_image_is_left_alone(judge_faults):
    assert judge_faults() == ()


def test_pixels_that_do_not_unfold_have_their_scan_line_and_byte(judge_image, encoded, chunk):
    data = encoded("PNG")
    at = data.index(b"IDAT") + 4
    pixels = bytearray(zlib.decompress(data[at:-16]))
    packed = bytearray(zlib.compress(pixels, 0))
    packed[3] ^= 0xFF  # the length of the first stored block
    (finding,) = judge_image(data[:33] + chunk(b"IDAT", bytes(packed)) + data[-12:])
    assert finding.code == "I102"
    assert finding.place.index == (0,)
    assert "in scan line 1 of 40 (invalid stored block lengths)" in finding.message


def test_a_wrong_checksum_of_the_pixels_is_told(judge_image, encoded, chunk):
    data = encoded("PNG")
    at = data.index(b"IDAT") + 4
    packed = bytearray(data[at:-16])
    packed[-1] ^= 1
    (finding,) = judge_image(data[:33] + chunk(b"IDAT", bytes(packed)) + data[-12:])
    assert finding.code == "I102"
    assert "behind the last scan line (incorrect data check)" in finding.message


def test_jpeg_data_that_only_libjpeg_complains_of(judge_image, encoded):
    data = bytearray(encoded("JPEG", quality=95, restart_marker_rows=1))
    at = data.index(b"\xff\xd1")
    data[at + 1] = 0xD4
    (finding,) = judge_image(bytes(data))
    assert (finding.code, finding.severity) == ("I102", "error")
    assert finding.place.index[0] in range(16, 40)
    assert "libjpeg: Corrupt JPEG data" in finding.message


def test_a_checksum_in_a_chunk_of_its_own_is_looked_at(judge_image, encoded, chunk):
    data = encoded("PNG")
    at = data.index(b"IDAT") + 4
    packed, checksum = data[at:-20], bytes([data[-20] ^ 1]) + data[-19:-16]
    (finding,) = judge_image(data[:33] + chunk(b"IDAT", packed) + chunk(b"IDAT", checksum) + data[-12:])
    assert finding.code == "I102"
    assert "(incorrect data check)" in finding.message
