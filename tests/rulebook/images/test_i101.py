"""I101 truncated-image."""

import pytest

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
