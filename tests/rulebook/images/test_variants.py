"""Legal images that Pillow does not open are not called damaged, and damaged ones are."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning

from icos_ingest.model import Quality
from icos_ingest.pipeline import validate


@pytest.fixture
def altered(encoded) -> Callable[..., bytes]:
    """A picture with some bytes of its file overwritten, by offset."""

    def alter(kind: str, mode: str, changes: dict[int, bytes]) -> bytes:
        data = bytearray(encoded(kind, mode))
        for at, new in changes.items():
            data[at : at + len(new)] = new
        return bytes(data)

    return alter


def bmp(bits: int, packing: int, masks: tuple[int, ...] = ()) -> dict[int, bytes]:
    return {28: struct.pack("<HL", bits, packing), 54: struct.pack(f"<{len(masks)}L", *masks)}


def dds(flags: int, letters: bytes = bytes(4), bits: int = 0, more: bytes = b"") -> dict[int, bytes]:
    return {80: struct.pack("<L4sL", flags, letters, bits), 128: more}


def psd(bits: int, mode: int, version: int = 1) -> bytes:
    return struct.pack(">4sH6xHLLHH", b"8BPS", version, 3, 40, 48, bits, mode) + bytes(40 * 48 * 12)


LEGAL = {
    "bmp of 2 bits": ("BMP", bmp(2, 0), "2 bits per pixel"),
    "bmp of 64 bits": ("BMP", bmp(64, 0) | {22: struct.pack("<L", 4)}, "64 bits per pixel"),
    "bmp with a JPEG": ("BMP", bmp(0, 4), "JPEG"),
    "bmp of 444": ("BMP", bmp(16, 3, (0xF00, 0xF0, 0xF)), "layout of colours"),
    "bmp with alpha": ("BMP", bmp(16, 6, (0xF00, 0xF0, 0xF, 0xF000)), "layout of colours"),
    "dds of floats": ("DDS", dds(4, b"DX10", more=struct.pack("<5L", 2, 3, 0, 1, 0)), "format 2 of DXGI"),
    "dds of DXT2": ("DDS", dds(4, b"DXT2"), "format DXT2"),
    "dds of a number": ("DDS", dds(4, struct.pack("<L", 113)), "format 113"),
    "dds of 4 and 4": ("DDS", dds(0x20000, bits=32), "32 bits per pixel"),
    "pcx of two bits": ("PCX", {3: b"\2", 65: b"\1"}, "1 planes of 2 bits"),
    "sgi of two": ("SGI", {10: b"\0\2"}, "2 channels"),
}
BROKEN = {
    "bmp of 7 bits": ("BMP", bmp(7, 0)),
    "bmp of packing 77": ("BMP", bmp(24, 77)),
    "bmp of shared bits": ("BMP", bmp(16, 3, (0xFF0, 0xF0, 0xF))),
    "bmp of torn masks": ("BMP", bmp(16, 3, (0xF10, 0xE0, 0xF))),
    "dds of nothing": ("DDS", dds(0)),
    "dds of no DXGI": ("DDS", dds(4, b"DX10", more=struct.pack("<5L", 999, 3, 0, 1, 0))),
    "dds of odd letters": ("DDS", dds(4, b"DX\x91T")),
    "dds of 19 bits": ("DDS", dds(0x20000, bits=19)),
    "pcx of short rows": ("PCX", {3: b"\2", 65: b"\1\1\0"}),
    "sgi of no channel": ("SGI", {10: b"\0\0"}),
    "sgi of 5 bytes": ("SGI", {3: b"\5"}),
}


@pytest.mark.parametrize("case", LEGAL)
def test_a_kind_that_pillow_was_not_taught_is_not_judged_to_the_end(judge_image, altered, case):
    kind, changes, words = LEGAL[case]
    (finding,) = judge_image(altered(kind, "RGB", changes))
    assert finding.code == "F004"
    assert words in finding.message


@pytest.mark.parametrize("case", BROKEN)
def test_a_number_that_no_such_file_has_is_damage(judge_image, altered, case):
    kind, changes = BROKEN[case]
    assert "I102" in {finding.code for finding in judge_image(altered(kind, "RGB", changes))}


@pytest.mark.parametrize(("bits", "mode", "version"), [(16, 3, 1), (32, 9, 1), (8, 3, 2)])
def test_a_photoshop_file_of_another_depth_or_size(judge_image, bits, mode, version):
    assert [finding.code for finding in judge_image(psd(bits, mode, version))] == ["F004"]


@pytest.mark.parametrize(("bits", "mode", "version"), [(9, 3, 1), (8, 77, 1), (8, 3, 9)])
def test_a_photoshop_file_of_no_such_depth(judge_image, bits, mode, version):
    assert [finding.code for finding in judge_image(psd(bits, mode, version))] == ["I102"]


def test_a_jpeg_2000_of_many_components(tmp_path: Path):
    path = tmp_path / "bands.jp2"
    with pytest.warns(NotGeoreferencedWarning):
        made = rasterio.open(
            path, "w", driver="JP2OpenJPEG", width=64, height=64, count=6, dtype="uint8", QUALITY=100
        )
    with made:
        made.write(np.arange(6 * 64 * 64, dtype="u1").reshape(6, 64, 64))
    report = validate(path, trust=True)
    assert [finding.code for finding in report.findings] == ["F004"]
    assert report.quality is Quality.INCOMPLETE
    assert "6 components" in report.findings[0].message


@pytest.mark.parametrize("part", [1, 0.9, 0.5])
def test_three_bands_of_grey_in_a_jpeg_2000(tmp_path: Path, part: float):
    path = tmp_path / "bands.jp2"
    profile = {"driver": "JP2OpenJPEG", "width": 96, "height": 64, "count": 3, "dtype": "uint16"}
    with pytest.warns(NotGeoreferencedWarning):
        made = rasterio.open(path, "w", **profile)
    with made:
        made.write(np.random.default_rng(3).integers(0, 4000, (3, 64, 96), "u2"))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert [finding.code for finding in validate(path, trust=True).findings] == (
        ["F004"] if part == 1 else ["I102"]
    )


def test_a_build_of_pillow_without_a_format_is_a_missing_library(judge_image, encoded, monkeypatch):
    from PIL import WebPImagePlugin

    data = encoded("WEBP")
    monkeypatch.setattr(WebPImagePlugin, "SUPPORTED", False)
    assert [finding.code for finding in judge_image(data)] == ["X102"]


def card(name: str, value: object) -> bytes:
    return f"{name:8}= {value:>20}".ljust(80).encode()


def fits(*cards: bytes, data: bytes = b"") -> bytes:
    head = b"".join([*cards, b"END".ljust(80)])
    return head.ljust(-(-len(head) // 2880) * 2880) + data.ljust(-(-len(data) // 2880) * 2880, b"\0")


PRIMARY = (card("SIMPLE", "T"), card("BITPIX", 16), card("NAXIS", 0))
PICTURE = (
    card("SIMPLE", "T"),
    card("BITPIX", 16),
    card("NAXIS", 2),
    card("NAXIS1", 48),
    card("NAXIS2", 40),
)
PIXELS = np.arange(48 * 40, dtype=">i2").tobytes()


def test_fits_is_followed_to_its_end(judge_image):
    whole = fits(*PICTURE, data=PIXELS)
    assert judge_image(whole) == ()
    (finding,) = judge_image(whole[:5000])
    assert finding.code == "I101"
    assert "go on to byte 6,720" in finding.message
    assert [finding.code for finding in judge_image(whole.replace(b"BITPIX", b"BITPIY"))] == ["I102"]
    assert [finding.code for finding in judge_image(whole + b"behind")] == ["I107"]


@pytest.mark.parametrize(
    "cards", [PRIMARY, (card("SIMPLE", "T"), card("BITPIX", 64), *PICTURE[2:])], ids=["header", "64 bits"]
)
def test_fits_without_a_picture_that_pillow_reads(judge_image, cards):
    data = b"" if cards is PRIMARY else bytes(48 * 40 * 8)
    assert [finding.code for finding in judge_image(fits(*cards, data=data))] == ["F004"]


def test_a_changed_pixel_of_a_fits_with_a_sum(judge_image):
    words = np.frombuffer(PIXELS.ljust(5760, b"\0"), ">u4").sum(dtype="u8")
    whole = fits(*PICTURE, card("DATASUM", f"'{int(words) % 0xFFFFFFFF}'"), data=PIXELS)
    assert judge_image(whole) == ()
    (finding,) = judge_image(whole[:4000] + b"\x01" + whole[4001:])
    assert finding.code == "I102"
    assert "DATASUM" in finding.message


def test_what_a_pillow_image_becomes_is_still_read(encoded):
    for kind, mode in (("DDS", "RGBA"), ("SGI", "L"), ("BMP", "P"), ("ICNS", "RGBA")):
        data = encoded(kind, mode)
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == kind
        assert validate(data, trust=True).quality is Quality.PASS


def test_a_pixel_map_with_names_of_colours(judge_image):
    data = b'/* XPM */\nstatic char *a[] = {\n"2 1 2 1",\n"a c gray99",\n"b c #00ff00",\n"ab"\n};\n'
    assert [finding.code for finding in judge_image(data)] == ["F004"]
    assert [finding.code for finding in judge_image(data.replace(b"gray99", b"#fe"))] != ["F004"]
