"""Images: pixels as Pillow gives them, EXIF by name, and damage told before and after decoding."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features
from PIL.PngImagePlugin import PngInfo

from icos_ingest.arraylib.image_signatures import PILLOW
from icos_ingest.arraylib.pillow import ImageOversized
from icos_ingest.content import Array, Content
from icos_ingest.errors import IcosIngestError, LimitExceeded, ReadError
from icos_ingest.model import Certainty, Limits, Match, Options, Quality, Source
from icos_ingest.pipeline import open_dataset, validate
from icos_ingest.readers import image

RGB = np.random.default_rng(3).integers(0, 256, (37, 41, 3), dtype=np.uint8)


def encoded(pixels: np.ndarray = RGB, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **options)
    return out.getvalue()


def read(data: bytes | Path, limits: Limits | None = None) -> Content:
    return image.read(Source.of(data), Options() if limits is None else Options(limits=limits), None)


def whole(array: Array) -> np.ndarray:
    return array.read(tuple(slice(None) for _ in array.shape))


WRITTEN = (
    "PNG",
    "JPEG",
    "GIF",
    "WEBP",
    "BMP",
    "PPM",
    "ICO",
    "JPEG2000",
    "TGA",
    "PCX",
    "SGI",
    "DDS",
)


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_first_bytes_tell_the_format_and_pixels_are_those_of_pillow(kind: str) -> None:
    data = encoded(RGB[:32, :32], kind)
    found = image.sniff(Source.of(data))
    assert isinstance(found, Match)
    assert (found.format, found.certainty) == (kind.lower(), Certainty.SIGNATURE)
    with read(data) as content, Image.open(io.BytesIO(data)) as other:
        assert content.facts.format == kind.lower()
        assert content.facts.faults == ()
        np.testing.assert_array_equal(whole(content.arrays()["/image"]), np.asarray(other))


def test_every_format_that_the_signatures_name_is_one_of_pillow() -> None:
    Image.init()
    assert {PILLOW[name] for name in image.READER.formats} <= set(Image.OPEN)


@pytest.mark.parametrize("text", [b"BM,CO2\n1,2\n", b"P1;P2\n", b"P1 site\n1 2\n", b"", b"GIF", b"IM age\n"])
def test_texts_that_begin_like_an_image_are_none(text: bytes) -> None:
    assert isinstance(image.sniff(Source.of(text)), str)


@pytest.mark.parametrize(
    ("pixels", "dims"),
    [
        (RGB, ("y", "x", "channel")),
        (RGB[..., 0], ("y", "x")),
        (RGB[..., 0] > 100, ("y", "x")),
        (RGB[..., 0].astype(np.uint16) * 200, ("y", "x")),
    ],
)
def test_dims_dtype_and_windows(pixels: np.ndarray, dims: tuple[str, ...]) -> None:
    with read(encoded(pixels)) as content:
        array = content.arrays()["/image"]
        assert (array.dims, array.dtype, array.shape) == (dims, pixels.dtype, pixels.shape)
        window = (slice(2, 30, 3), slice(1, 5), slice(1, 2))[: len(dims)]
        np.testing.assert_array_equal(array.read(window), pixels[window])
        for part in array.windows(500):
            np.testing.assert_array_equal(array.read(part), pixels[part])


def test_exif_has_names_and_the_position_is_in_degrees() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Stardot"
    exif[0x0132] = "2024:06:01 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (64.0, 15.0, 21.6), 3: "W", 4: (19.0, 30.0, 0.0)})
    with read(encoded(kind="JPEG", exif=exif)) as content:
        header = content.facts.header
        assert header["Make"].value == "Stardot"
        assert header["DateTime"].value == "2024:06:01 12:00:00"
        assert header["latitude"].value == pytest.approx(64.256)
        assert header["longitude"].value == -19.5


@pytest.mark.parametrize(
    ("zone", "time"), [("+02:00", "2024-06-01T12:00:00+02:00"), ("", "2024-06-01T12:00:00")]
)
def test_time_and_height_are_in_the_units_of_the_model(zone: str, time: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: "2024:06:01 12:00:00"} | ({0x9011: zone} if zone else {}))
    exif.get_ifd(0x8825).update({5: b"\x01", 6: 12.5})
    with read(encoded(kind="JPEG", exif=exif)) as content:
        assert content.facts.header["time"].value == time
        assert content.facts.header["altitude"].value == -12.5
        assert any("no offset from UTC" in note for note in content.facts.notes) == (not zone)


def test_a_text_does_not_pass_for_a_fact_of_ours() -> None:
    info = PngInfo()
    info.add_text("latitude", "north")
    with read(encoded(pnginfo=info)) as content:
        assert "latitude" not in content.facts.header
        assert content.facts.header["text latitude"].value == "north"


def test_a_dataset_says_where_and_when() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2024:06:01 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 6.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    with open_dataset(encoded(kind="JPEG", exif=exif)) as ds:
        assert ds.attrs["header_latitude"] == pytest.approx(56.1)
        assert ds.attrs["header_longitude"] == pytest.approx(13.4)
        assert ds.attrs["header_time"] == "2024-06-01T12:00:00"
        assert (ds.attrs["header_orientation"], ds["image"].shape) == (6, RGB.shape)


def test_more_frames_are_noted() -> None:
    frames = [Image.fromarray(RGB), Image.fromarray(255 - RGB)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with read(out.getvalue()) as content:
        assert "the image has 2 frames; only the first is read" in content.facts.notes


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "PPM", "JPEG2000"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_copy_is_never_silent(kind: str, part: float) -> None:
    data = encoded(kind=kind)
    data = data[: int(len(data) * part)]
    with pytest.raises(ReadError) as caught:
        _pixels(data)
    assert caught.value.kind in ("image-truncated", "image-damaged")


def _pixels(data: bytes) -> np.ndarray:
    with read(data) as content:
        return whole(content.arrays()["/image"])


def test_a_refusal_is_given_again_when_asked_again() -> None:
    with read(encoded()[:-200]) as content:
        assert [fault.kind for fault in content.facts.faults] == ["image-truncated"]
        for _ in range(2):
            with pytest.raises(ReadError):
                whole(content.arrays()["/image"])


def test_a_wrong_checksum_has_its_byte_and_chunk() -> None:
    data = bytearray(encoded(tEXt=None))
    at = data.index(b"IDAT") - 4
    data[-13] ^= 1  # the last byte of the checksum of IDAT
    with read(bytes(data)) as content:
        (fault,) = content.facts.faults
        assert (fault.kind, fault.place.offset, fault.place.field) == ("image-damaged", at, "IDAT")


def test_a_png_that_went_through_text_mode_is_told_so() -> None:
    data = encoded().replace(b"\r\n", b"\n")
    found = image.sniff(Source.of(data))
    assert isinstance(found, Match)
    assert found.format == "png"
    with pytest.raises(ReadError, match="text mode"):
        read(data)


def test_pixels_are_counted_before_they_are_decoded() -> None:
    with pytest.raises(LimitExceeded):
        read(encoded(), Limits(pixels=1000))
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    huge = encoded()[:8] + b"\0\0\0\r" + header + zlib.crc32(header).to_bytes(4, "big") + encoded()[33:]
    with pytest.raises(ImageOversized, match="3,600,000,000 in"):
        read(huge)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "WEBP"]))
def test_damage_anywhere_gives_our_errors_only(data: st.DataObject, kind: str) -> None:
    raw = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        with read(bytes(raw)) as content:
            assert all(fault.kind.startswith("image-") for fault in content.audit())
            for array in content.arrays().values():
                array.read(tuple(slice(0, 5) for _ in array.shape))
    except IcosIngestError:
        pass


SAMPLES = {kind: encoded(RGB[:8, :8], kind) for kind in ("PNG", "JPEG", "GIF", "BMP", "WEBP")}


@pytest.mark.parametrize(
    "name", ["invalid-exif", "junk_jpeg_header", "exif-ifd-offset", "no-dpi-in-exif", "broken_exif_dpi"]
)
def test_real_oddities_are_read_without_a_fault(real_data: Path, name: str) -> None:
    path = real_data / "images" / f"pil_{name}.jpg"
    with read(path) as content:
        assert content.facts.faults == ()
        whole(content.arrays()["/image"])


def test_the_invalid_files_of_pngsuite_are_all_told(real_data: Path) -> None:
    for path in sorted((real_data / "images").glob("ps_x[cdhls]*.png")):
        try:
            with read(path) as content:
                assert content.facts.faults, path.name
        except ReadError:
            pass


@pytest.mark.skipif(not features.check("avif"), reason="this build of Pillow has no AVIF")
def test_avif_is_known_by_any_of_its_brands() -> None:
    whole = encoded(kind="AVIF")
    first, others = whole[8:12], whole[16 : int.from_bytes(whole[:4], "big")]
    assert first == b"avif"
    assert b"mif1" in others
    renamed = whole[:8] + b"mif1" + whole[12:]
    for data in (whole, renamed):
        found = image.sniff(Source.of(data))
        assert isinstance(found, Match)
        assert found.format == "avif"
    with read(renamed) as content:
        assert whole_array(content).shape == RGB.shape
    other = renamed.replace(b"avif", b"heic").replace(b"avis", b"heic")
    assert image.sniff(Source.of(other)) == "the first bytes are not the signature of an image"


def whole_array(content: Content) -> np.ndarray:
    return whole(content.arrays()["/image"])


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("MSP", "1", {}),
        ("XBM", "1", {}),
        ("BLP", "P", {}),
        ("PPM", "F", {}),
        ("TGA", "1", {}),
        ("TGA", "L", {"compression": "tga_rle"}),
        ("TGA", "P", {}),
        ("TGA", "RGBA", {}),
        ("PCX", "P", {}),
        ("PCX", "1", {}),
    ],
)
def test_images_of_few_colours_are_known_too(kind: str, mode: str, options: dict[str, Any]) -> None:
    picture, out = Image.fromarray(RGB).convert(mode), io.BytesIO()
    picture.save(out, kind, **options)
    found = image.sniff(Source.of(out.getvalue()))
    assert isinstance(found, Match)
    assert found.format == kind.lower()
    assert validate(out.getvalue(), trust=True).quality is Quality.PASS
    assert validate(out.getvalue()[: -len(out.getvalue()) // 2], trust=True).quality is Quality.FAIL


def test_a_pixel_map_and_a_cursor_are_known() -> None:
    xpm = b'/* XPM */\nstatic char *a[] = {\n"2 2 2 1",\n"a c #ff0000",\n"b c #00ff00",\n"ab",\n"ba"\n};\n'
    cursor = b"\0\0\2" + encoded(RGB[:32, :32], "ICO", bitmap_format="bmp")[3:]
    for data, name in ((xpm, "xpm"), (cursor, "cur")):
        found = image.sniff(Source.of(data))
        assert isinstance(found, Match)
        assert found.format == name
        assert validate(data, trust=True).quality is Quality.PASS


@pytest.mark.parametrize("at", range(2, 18))
def test_what_no_targa_can_say_is_no_targa(at: int) -> None:
    data = bytearray(encoded(RGB, "TGA"))
    data[at] = 0xC7
    if at not in (4, 8, 9, 10, 11, 12, 13, 14, 15):  # a cursor; place and size of the picture
        assert isinstance(image.sniff(Source.of(bytes(data))), str)
