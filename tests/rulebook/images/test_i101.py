"""I101 truncated-image."""

import io
import struct

import pytest
from PIL import Image
from tests.rulebook.images.conftest import PIXELS

from icos_ingest.model import Fault


def test_a_truncated_image_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("image-truncated", detail="12 bytes not processed"))
    assert (finding.code, finding.severity) == ("I101", "error")
    assert finding.message == "the image ends before its last pixel: 12 bytes not processed"


def test_a_whole_image_is_left_alone(judge_faults):
    assert judge_faults() == ()


@pytest.mark.parametrize(("part", "line"), [(0.25, 10), (0.5, 20), (0.9, 36)])
def test_a_png_of_noise_names_the_scan_line_and_the_chunk(judge_image, encoded, part, line):
    data = encoded("PNG")
    (finding,) = judge_image(data[: int(len(data) * part)])
    assert (finding.code, finding.place.offset) == ("I101", 33)
    assert abs(finding.place.index[0] + 1 - line) <= 2
    assert f"the pixels stop in scan line {finding.place.index[0] + 1} of 40" in finding.message


@pytest.mark.parametrize(("part", "lines"), [(0.4, (0, 18)), (0.7, (16, 32))])
def test_a_jpeg_names_the_scan_line(judge_image, encoded, part, lines):
    data = encoded("JPEG", quality=95)
    (finding,) = judge_image(data[: int(len(data) * part)])
    assert (finding.code, finding.place.offset) == ("I101", int(len(data) * part))
    assert lines[0] <= finding.place.index[0] <= lines[1]
    assert "libjpeg: Premature end of JPEG file" in finding.message


def test_a_bitmap_counts_its_rows(judge_image, encoded):
    (finding,) = judge_image(encoded("BMP")[: 54 + 48 * 3 * 10 + 5])
    assert finding.message.endswith("the file has bytes for 10 of 40 rows")


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_other_formats_are_told_too(judge_image, encoded, kind):
    (finding,) = judge_image(encoded(kind)[:600])
    assert finding.code == "I101"


def test_a_progressive_jpeg_has_no_scan_line(judge_image, encoded):
    data = encoded("JPEG", progressive=True)
    (finding,) = judge_image(data[: len(data) // 2])
    assert (finding.code, finding.place.offset, finding.place.index) == ("I101", len(data) // 2, None)
    assert "the pixels go wrong (libjpeg: " in finding.message


@pytest.mark.parametrize(
    ("kind", "cut", "mark"),
    [
        ("PNG", 12, "the chunk IEND"),
        ("PNG", 2, "the chunk IEND"),
        ("QOI", 1, "its mark of seven zeros and a one"),
    ],
)
def test_what_readers_refuse_without_its_end_is_cut_off(judge_image, encoded, kind, cut, mark):
    whole = qoi() if kind == "QOI" else encoded(kind)
    assert judge_image(whole) == ()
    data = whole[:-cut]
    (finding,) = judge_image(data)
    assert (finding.code, finding.severity, finding.place.offset) == ("I101", "error", len(data))
    assert finding.message == f"the image ends behind its last pixel: the file stops without {mark}"


def qoi() -> bytes:
    """A QOI image, each pixel with its own bytes; not every Pillow writes one."""
    height, width, _ = PIXELS.shape
    pixels = b"".join(b"\xfe" + pixel.tobytes() for pixel in PIXELS.reshape(-1, 3))
    return struct.pack(">4sIIBB", b"qoif", width, height, 3, 0) + pixels + bytes(7) + b"\x01"


@pytest.mark.parametrize("kind", ["ICO", "ICNS"])
@pytest.mark.parametrize("left", [0.4, 0.9, 0.999])
def test_a_cut_icon_is_told_whichever_of_its_pictures_is_read(judge_image, encoded, kind, left):
    data = encoded(kind, "RGBA")
    assert judge_image(data) == ()
    assert "I101" in {finding.code for finding in judge_image(data[: int(len(data) * left)])}


@pytest.mark.parametrize("kind", ["ICO", "ICNS"])
def test_a_changed_byte_in_any_picture_of_an_icon_is_found_by_its_checksum(judge_image, encoded, kind):
    data = bytearray(encoded(kind, "RGBA"))
    at = data.rindex(b"IDAT") + 20
    data[at] ^= 1
    (finding,) = judge_image(bytes(data))
    assert finding.code == "I102"
    assert "the checksum of chunk IDAT is wrong" in finding.message


@pytest.mark.parametrize("cut", [1, 500, 1500])
def test_a_picture_behind_the_first_that_is_cut_off(judge_image, encoded, cut):
    out = io.BytesIO()
    first = Image.open(io.BytesIO(encoded("PNG")))
    first.save(out, "MPO", save_all=True, append_images=[first.rotate(90)])
    data = out.getvalue()
    assert [finding.code for finding in judge_image(data)] == ["I110"]
    found = {finding.code: finding for finding in judge_image(data[:-cut])}
    assert "picture 2 goes on to byte" in found["I101"].message
