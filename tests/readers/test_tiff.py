"""TIFF and GeoTIFF: what is read equals what rasterio reads; lies about sizes are found before GDAL opens."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from icos_ingest.arraylib.ifd import read_chain
from icos_ingest.content import Array, Content
from icos_ingest.dataset import violations
from icos_ingest.errors import CorruptFile, LimitExceeded, ReadError, UnsupportedVariant
from icos_ingest.model import Certainty, Limits, Match, Options, Source
from icos_ingest.pipeline import open_dataset, validate
from icos_ingest.readers import tiff

VALUES = np.arange(2 * 40 * 50, dtype="uint16").reshape(2, 40, 50)


def write(path: Path, values: np.ndarray = VALUES, **profile: Any) -> Path:
    geo = {"crs": "EPSG:3035", "transform": from_origin(4_000_000, 3_000_000, 100, 100)}
    shape = {"count": values.shape[0], "height": values.shape[1], "width": values.shape[2]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver="GTiff", dtype=values.dtype, **shape, **(geo | profile)) as made:
            made.write(values)
            made.update_tags(station="Svartberget")
    return path


def read(path: Path, limits: Limits | None = None) -> Content:
    return tiff.read(Source.of(path), Options() if limits is None else Options(limits=limits), None)


def whole(array: Array) -> np.ndarray:
    return array.read(tuple(slice(None) for _ in array.shape))


@pytest.mark.parametrize(
    "profile",
    [
        {},
        {"compress": "deflate", "tiled": True, "blockxsize": 16, "blockysize": 16},
        {"interleave": "pixel", "BIGTIFF": "YES"},
        {"ENDIANNESS": "BIG"},
    ],
)
def test_bands_and_georeference_are_those_of_rasterio(tmp_path: Path, profile: dict[str, Any]) -> None:
    path = write(tmp_path / "a.tif", nodata=7, **profile)
    with read(path) as content, rasterio.open(path) as other:
        (band,) = content.arrays().values()
        assert (band.path, band.dims, band.shape) == ("/band_data", ("band", "y", "x"), (2, 40, 50))
        assert band.attrs["_FillValue"] == 7
        assert band.dtype == np.uint16
        np.testing.assert_array_equal(whole(band), other.read())
        np.testing.assert_array_equal(
            band.read((slice(1, 2), slice(3, 30, 4), slice(5, 9))), other.read()[1:2, 3:30:4, 5:9]
        )
        parts = np.zeros_like(VALUES)
        for window in band.windows(2_000):
            parts[window] = band.read(window)
        np.testing.assert_array_equal(parts, VALUES)
        where = content.facts.georeference
        assert where is not None
        assert where.crs == other.crs.to_wkt()
        assert where.transform == other.transform.to_gdal()
        assert content.facts.format == "geotiff"
        assert content.facts.header["station"].value == "Svartberget"
        assert content.facts.faults == ()


def test_bands_that_differ_in_scale_become_one_array_each(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif")
    with rasterio.open(path, "r+") as made:
        made.scales = (1, 0.5)
        made.offsets = (0, -3)
        made.set_band_unit(2, "K")
        made.set_band_description(2, "skin temperature")
    with read(path) as content:
        assert list(content.arrays()) == ["/band_1", "/band_2"]
        attrs = content.arrays()["/band_2"].attrs
        assert (attrs["scale_factor"], attrs["add_offset"]) == (0.5, -3)
        assert (attrs["units"], attrs["long_name"]) == ("K", "skin temperature")


@pytest.mark.parametrize("order", ["BIG", "LITTLE"])
@pytest.mark.parametrize("big", ["YES", "NO"])
def test_geo_keys_are_found_in_bytes_of_every_kind(tmp_path: Path, order: str, big: str) -> None:
    path = write(tmp_path / "geo", ENDIANNESS=order, BIGTIFF=big)
    plain = write(tmp_path / "plain", ENDIANNESS=order, BIGTIFF=big, crs=None, transform=None)
    for source in (Source.of(path), Source.of(path.read_bytes())):
        found = tiff.sniff(source)
        assert isinstance(found, Match)
        assert (found.format, found.certainty) == ("geotiff", Certainty.SIGNATURE)
    found = tiff.sniff(Source.of(plain))
    assert isinstance(found, Match)
    assert found.format == "tiff"


def test_files_beside_it_are_not_looked_at(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", crs=None, transform=None)
    (tmp_path / "a.tfw").write_text("10\n0\n0\n-10\n500\n600\n")
    with read(path) as content:
        assert content.facts.georeference is not None
        assert content.facts.georeference.transform is None


@pytest.mark.parametrize("compress", ["none", "deflate"])
@pytest.mark.parametrize("part", [0.001, 0.2, 0.5, 0.9, 0.99])
def test_a_truncated_copy_is_never_silent(tmp_path: Path, compress: str, part: float) -> None:
    data = write(tmp_path / "a.tif", compress=compress).read_bytes()
    cut = tmp_path / "cut.tif"
    cut.write_bytes(data[: max(8, int(len(data) * part))])
    assert "truncated" in _told(cut)


def _told(path: Path) -> list[str]:
    try:
        with read(path) as content:
            return [fault.kind for fault in content.facts.faults]
    except ReadError as error:
        return [error.kind]


def test_a_corrupt_tile_names_its_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", VALUES[:1], compress="deflate", tiled=True, blockxsize=16, blockysize=16)
    with path.open("rb") as stream:

        def at(offset: int, size: int) -> bytes:
            stream.seek(offset)
            return stream.read(size)

        offset, length = read_chain(at).pages[0].parts[-1]
    data = bytearray(path.read_bytes())
    data[offset : offset + length] = b"\xff" * length
    path.write_bytes(data)
    with read(path) as content:
        band = content.arrays()["/band_data"]
        np.testing.assert_array_equal(
            band.read((slice(0, 1), slice(0, 16), slice(0, 16))), VALUES[:1, :16, :16]
        )
        with pytest.raises(CorruptFile, match="rows 32 to 39"):
            band.read((slice(0, 1), slice(32, 40), slice(48, 50)))


def test_a_compression_that_gdal_was_built_without_is_no_damage(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif")
    data = path.read_bytes()
    packed, jpeg_2000 = (struct.pack("<2HI2H", 259, 3, 1, number, 0) for number in (1, 33003))
    path.write_bytes(data.replace(packed, jpeg_2000))
    with pytest.raises(UnsupportedVariant, match="built without"):
        read(path)


@pytest.mark.parametrize(("bits", "error"), [(12, UnsupportedVariant), (44, CorruptFile)])
def test_a_jpeg_of_more_bits_than_are_decoded_is_no_damage(
    tmp_path: Path, bits: int, error: type[ReadError]
) -> None:
    path = write(tmp_path / "a.tif", VALUES[:1].astype("uint8"), compress="jpeg")
    data = bytearray(path.read_bytes())
    frame = data.index(b"\xff\xc0")
    data[frame + 1], data[frame + 4] = 0xC1, bits
    path.write_bytes(data.replace(struct.pack("<2HIH", 258, 3, 1, 8), struct.pack("<2HIH", 258, 3, 1, 12)))
    with read(path) as content, pytest.raises(ReadError) as caught:
        whole(content.arrays()["/band_data"])
    assert type(caught.value) is error


def _page(width: int, height: int, samples: int, link: int = 0) -> bytes:
    tags = [
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, samples),
        (278, height),
    ]
    tags += [(279, width * height * samples & 0xFFFFFFFF)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + entries + struct.pack("<I", link)


def test_pixels_that_the_file_cannot_hold_are_damage_and_many_true_ones_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(_page(1_000_000, 1_000_000, 3))
    with pytest.raises(CorruptFile, match="more than it can hold"):
        read(path)
    with pytest.raises(LimitExceeded):
        read(write(path), Limits(pixels=1999))


def test_a_circle_of_directories_ends_in_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(_page(2, 2, 1, link=8))
    with read(path) as content:
        assert [fault.kind for fault in content.facts.faults] == ["damaged"]
        assert "circle" in str(content.facts.faults[0].detail)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]))
def test_directories_of_any_bytes_end(tail: bytes, head: bytes) -> None:
    data = head + tail
    chain = read_chain(lambda offset, size: data[offset : offset + size])
    assert chain.pages or chain.fault or len(data) >= 8
    assert isinstance(tiff.sniff(Source.of(data)), Match)


@pytest.mark.parametrize(
    "name",
    ["lt_test_ifd_loop_to_self", "lt_test_ifd_loop_subifd", "rio_corrupt"],
)
def test_real_loops_and_damage_are_told(real_data: Path, name: str) -> None:
    path = real_data / "tiff" / f"{name}.tif"
    with read(path) as content:
        assert content.facts.faults


def test_real_rasters_read_as_rasterio_reads_them(real_data: Path) -> None:
    for name in (
        "gt_LisbonElevation",
        "rio_float_nan",
        "rt_cog_scale",
        "rt_cog_tags",
        "rxr_cint16",
        "rt_rgb",
    ):
        path = real_data / "tiff" / f"{name}.tif"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with read(path) as content, rasterio.open(path) as other:
                ours = np.concatenate([whole(array) for array in content.arrays().values()])
                np.testing.assert_array_equal(ours, other.read(), err_msg=name)


def test_overviews_masks_and_names_of_bands_are_told(tmp_path: Path) -> None:
    values = np.zeros((2, 512, 512), "u1")
    path = write(tmp_path / "a.tif", values, tiled=True)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK="YES"), rasterio.open(path, "r+") as made:
        made.set_band_description(1, "red")
        made.set_band_description(2, "near infrared")
        made.write_mask(np.full((512, 512), 255, "u1"))
        made.build_overviews([2, 4])
    with open_dataset(path) as ds:
        assert ds.band_data.attrs["overview_factors"].tolist() == [2, 4]
        assert ds.band_name.values.tolist() == ["red", "near infrared"]
        assert ds.band_name.dims == ("band",)
        notes = ds.attrs["notes"].splitlines()
        assert violations(ds) == []
    assert notes == [
        "there are overviews, smaller by factors of 2, 4; not read",
        "a mask within the file says which pixels are valid; it is not applied",
    ]


@pytest.mark.parametrize(
    ("dtype", "nodata", "told"),
    [
        ("u1", "-9999", True),
        ("u1", "0.5", True),
        ("u1", "nan", True),
        ("u1", "255", False),
        ("i2", "-9999", False),
        ("u8", "18446744073709551615", False),
        ("u8", "18446744073709551616", True),
        ("f4", "nan", False),
        ("f4", "-inf", False),
        ("f4", "-3.40282347e+38", False),
        ("f4", "-1.7e+308", True),
        ("f8", "-1.7e+308", False),
        ("f8", "none", True),
    ],
)
def test_a_missing_value_that_the_type_cannot_hold_is_told(
    tmp_path: Path, dtype: str, nodata: str, told: bool
) -> None:
    path = write(tmp_path / "a.tif", np.ones((1, 8, 8), dtype), nodata=1)
    data = path.read_bytes()
    start = data.rindex(struct.pack("<HHII", 42113, 2, 2, int.from_bytes(b"1\0", "little")))
    text = nodata.encode() + b"\0"
    entry = struct.pack("<HHII", 42113, 2, len(text), len(data))
    if len(text) <= 4:
        entry = entry[:8] + text.ljust(4, b"\0")
    path.write_bytes(data[:start] + entry + data[start + 12 :] + text)
    with read(path) as content:
        faults = [fault for fault in content.facts.faults if fault.kind == "unfit-nodata"]
        (band,) = content.arrays().values()
        assert [fault.place.value for fault in faults] == [nodata] * told
        assert ("original_nodata" in band.attrs) is told
    with open_dataset(path) as ds:
        assert ds.band_data.notnull().all()


def test_a_strip_too_large_to_be_unpacked_is_a_limit_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", compress="deflate", blockysize=40)
    with pytest.raises(LimitExceeded, match="strips or tiles of 8,000 bytes"):
        read(path, Limits(block=3999))
    with read(write(tmp_path / "b.tif", blockysize=40), Limits(block=3999)) as content:
        assert content.facts.faults == ()


def test_a_circle_below_a_directory_ends_in_a_fault(tmp_path: Path) -> None:
    page = bytearray(_page(2, 2, 1))
    struct.pack_into("<HHII", page, 10 + 12 * 4, 330, 4, 1, 8)  # in place of the colours
    path = tmp_path / "a.tif"
    path.write_bytes(bytes(page))
    with read(path) as content:
        (fault,) = content.facts.faults
    assert (fault.kind, fault.place.offset) == ("damaged", 8)
    assert "below another runs in a circle" in str(fault.detail)


def test_more_entries_than_the_file_has_bytes_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\0" + struct.pack("<IH", 8, 60_000) + b"\0" * 50)
    with pytest.raises(CorruptFile, match="claims 60,000 entries"):
        read(path)


@pytest.mark.parametrize("interleave", ["band", "pixel"])
def test_every_tile_is_read_and_the_broken_ones_are_counted(tmp_path: Path, interleave: str) -> None:
    values = np.random.default_rng(1).integers(1, 200, (2, 64, 64), "u1")
    profile = {
        "tiled": True,
        "blockxsize": 16,
        "blockysize": 16,
        "compress": "deflate",
        "interleave": interleave,
    }
    path = write(tmp_path / "a.tif", values, **profile)
    data = bytearray(path.read_bytes())
    chain = read_chain(lambda offset, size: bytes(data[offset : offset + size]))
    for part in (5, 7):
        offset, length = chain.pages[0].parts[part]
        data[offset : offset + length] = b"\xff" * length
    path.write_bytes(data)
    report = validate(path, select=["F"], trust=True)
    (finding,) = report.findings
    assert (finding.code, finding.count) == ("F101", 2)
    assert "band 1, rows 16 to 31, columns 16 to 31 cannot be read" in finding.message
    assert [place.index for place in finding.places] == [(0, 16, 16), (0, 16, 48)]
    sound = [one.valid for one in report.statistics]
    assert sound == ([64 * 64 - 512, 64 * 64] if interleave == "band" else [64 * 64 - 512] * 2)
    assert not report.incomplete


def test_directories_that_overlap_end_soon() -> None:
    """Each leads to others that begin an entry further on, with as many entries as can be claimed."""
    entry = struct.pack("<HHII", 330, 4, 3000, 8)
    data = b"II*\0" + struct.pack("<IH", 8, 60_000) + entry * 120_000
    chain = read_chain(lambda offset, size: data[offset : offset + size])
    assert chain.fault
    links = b"".join(struct.pack("<I", 10 + 12 * i) for i in range(3000))
    spread = data[:8] + struct.pack("<H", 60_000) + struct.pack("<HHII", 330, 4, 3000, len(data)) * 120_000
    data = spread + links
    chain = read_chain(lambda offset, size: data[offset : offset + size])
    assert chain.fault


@pytest.mark.parametrize(
    ("name", "pages", "loops"),
    [
        ("pil_multipage_single_frame_loop.tiff", 1, True),
        ("pil_multipage_multiple_frame_loop.tiff", 2, True),
        ("pil_multipage_out_of_order.tiff", 3, False),
        ("lt_tiff_with_subifd_chain.tif", 2, False),
        ("lt_test_ifd_loop_to_self.tif", 1, True),
    ],
)
def test_pages_of_real_lists_are_counted_as_their_owners_do(
    real_data: Path, name: str, pages: int, loops: bool
) -> None:
    with (real_data / "tiff" / name).open("rb") as stream:

        def at(offset: int, size: int) -> bytes:
            stream.seek(offset)
            return stream.read(size)

        chain = read_chain(at)
    assert len(chain.pages) == pages
    assert ("circle" in str(chain.fault)) is loops
    assert chain.fault is None or loops


@pytest.mark.parametrize("interleave", ["band", "pixel"])
@pytest.mark.parametrize("most", [30, 150, 1000])
def test_a_strip_larger_than_what_is_held_is_read_in_rows(tmp_path: Path, interleave: str, most: int) -> None:
    path = write(tmp_path / "a.tif", compress="deflate", blockysize=40, interleave=interleave)
    with read(path, Limits(array=most)) as content:
        (band,) = content.arrays().values()
        found = np.zeros_like(VALUES)
        for window, values in band.pieces(most):
            assert not isinstance(values, ReadError)
            found[window] = values
    np.testing.assert_array_equal(found, VALUES)


def torn(data: bytes, at: int, length: int = 12) -> bytes:
    return data[:at] + bytes(length) + data[at + length :]


@pytest.mark.parametrize("compress", ["deflate", "lzma"])
def test_zeros_among_packed_pixels_are_found_by_their_checksum(tmp_path: Path, compress: str) -> None:
    ramp = (np.add.outer(np.arange(96), np.arange(128)) % 256).astype("uint8")[None]
    path = write(tmp_path / "a.tif", ramp, compress=compress, zlevel=6, blockysize=96)
    with read(path) as content:
        assert [*content.audit(), *content.audit_rest()] == []
    with path.open("rb") as stream:
        chain = read_chain(lambda at, size: (stream.seek(at), stream.read(size))[1])
    ((offset, length),) = chain.pages[0].parts
    path.write_bytes(torn(path.read_bytes(), offset + length // 2))
    assert "F101" in {finding.code for finding in validate(path, trust=True).findings}


def test_damage_in_an_overview_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", np.tile(VALUES, (1, 8, 8)), compress="deflate")
    with rasterio.open(path, "r+") as grown:
        grown.build_overviews([2, 4])
    with path.open("rb") as stream:
        chain = read_chain(lambda at, size: (stream.seek(at), stream.read(size))[1])
    assert validate(path, trust=True).quality != "fail"
    offset, length = chain.pages[1].parts[0]
    whole_file = path.read_bytes()
    path.write_bytes(torn(whole_file, offset + length // 2))
    (finding,) = [f for f in validate(path, trust=True).findings if f.severity == "error"]
    assert (finding.code, finding.place.offset) == ("F101", offset)
    assert "of page 2" in finding.message
    path.write_bytes(whole_file[: chain.pages[2].parts[-1][0] + 1])
    assert "F102" in {finding.code for finding in validate(path, trust=True).findings}


def test_damaged_strips_are_counted_up_to_a_bound(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", np.tile(VALUES, (1, 8, 8)), compress="deflate", blockysize=8)
    data = bytearray(path.read_bytes())
    with path.open("rb") as stream:
        chain = read_chain(lambda at, size: (stream.seek(at), stream.read(size))[1])
    for offset, length in chain.pages[0].parts:
        data[offset + length - 1] ^= 1
    path.write_bytes(data)
    with read(path) as content:
        found = [*content.audit(), *content.audit_rest()]
    assert len(found) == 20
    assert all("does not unfold to its checksum" in (fault.detail or "") for fault in found)
