"""Strips and tiles are known to be whole by their pixels: those that are, and none of which pixels are wrong."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile
from rasterio.transform import from_origin

from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.ifd import bytes_at, read_chain
from icos_ingest.arraylib.tiff_pages import Page
from icos_ingest.arraylib.tiff_whole import SHORT, WholeParts
from icos_ingest.content import Content
from icos_ingest.errors import ReadError
from icos_ingest.model import Fault, Options, Source
from icos_ingest.pipeline import validate
from icos_ingest.readers import tiff

FLOATS = ["float32", "float64"]
TYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", *FLOATS]
TILES = {"tiled": True, "blockxsize": 32, "blockysize": 64}
DEFLATE = {"compress": "deflate"}
GEO = {"crs": "EPSG:3035", "transform": from_origin(4e6, 3e6, 100, 100)}


def values_of(dtype: str, shape: tuple[int, int, int] = (3, 120, 60), seed: int = 1) -> np.ndarray:
    """Any bits, NaN and infinity among them."""
    size = np.dtype(dtype).itemsize
    raw = np.random.default_rng(seed).integers(0, 256, (*shape[:2], shape[2] * size), "u1")
    return raw.view(dtype)


def write(path: Path, values: np.ndarray, **profile: Any) -> Path:
    bands, height, width = values.shape
    shape = {"count": bands, "height": height, "width": width, "dtype": values.dtype}
    profile = DEFLATE | GEO | profile
    with rasterio.open(path, "w", driver="GTiff", **shape, **profile) as made:
        made.write(values)
    return path


def first_page(path: Path) -> Page:
    with bytes_at(path) as read:
        return read_chain(read).pages[0]


@contextmanager
def whole_parts(path: Path) -> Iterator[WholeParts]:
    file = FlatFile(path)
    yield WholeParts(first_page(path), file)
    file.close()


def known(path: Path) -> list[bool]:
    """Which strips and tiles are known to be whole once all of rasterio's values were looked at."""
    with whole_parts(path) as whole, rasterio.open(path) as other:
        values = other.read()
        whole.look(range(other.count), (slice(0, other.height), slice(0, other.width)), values)
        return [i in whole for i in range(len(first_page(path).parts))]


def read(path: Path) -> Content:
    return tiff.read(Source.of(path), Options(), None)


def told(path: Path, *, looked: bool = True) -> tuple[list[np.ndarray | str], list[Fault]]:
    """Each piece or why it cannot be read, and the faults that an audit tells after that.

    Args:
        path: of the file.
        looked: whether pixels are held against their checksums while they are read.
    """
    with read(path) as content:
        faults = [*content.audit()] if looked else []
        pieces = [piece for array in content.arrays().values() for _, piece in array.pieces()]
        found = [str(piece) if isinstance(piece, ReadError) else np.asarray(piece) for piece in pieces]
        return found, [*faults, *content.audit_rest()]


def _takes_differences(dtype: str) -> bool:
    """Whether this libtiff packs differences of a type; the older ones do not of those of 64 bits."""
    with MemoryFile() as file:
        try:
            with file.open(
                driver="GTiff", width=1, height=1, count=1, dtype=dtype, predictor=2, **DEFLATE, **GEO
            ) as made:
                made.write(np.zeros((1, 1, 1), dtype))
        except RasterioError:
            return False
    return True


DIFFERENCES = [dtype for dtype in TYPES if _takes_differences(dtype)]


@pytest.mark.parametrize(
    ("dtype", "predictor"), [*product(TYPES, (1,)), *product(DIFFERENCES, (2,)), *product(FLOATS, (3,))]
)
@pytest.mark.parametrize("interleave", ["pixel", "band"])
@pytest.mark.parametrize("order", ["LITTLE", "BIG"])
def test_parts_of_every_type_are_known(
    tmp_path: Path, dtype: str, predictor: int, interleave: str, order: str
) -> None:
    more: dict[str, Any] = {"predictor": predictor, "interleave": interleave, "ENDIANNESS": order}
    for name, layout in {"tiles": TILES, "strips": {"blockysize": 50}}.items():
        path = write(tmp_path / f"{name}.tif", values_of(dtype), **more, **layout)
        assert first_page(path).predictor == predictor
        assert all(known(path))


@pytest.mark.parametrize(
    "more",
    [
        {"BIGTIFF": "YES"},
        {"BIGTIFF": "YES", "ENDIANNESS": "BIG", "predictor": 2},
        {"nodata": 7},
        {"zlevel": 1},
        {"zlevel": 9},
        {"photometric": "rgb"},
        {"photometric": "miniswhite"},
        {"ALPHA": "YES"},
    ],
    ids=str,
)
def test_parts_of_other_files_are_known(tmp_path: Path, more: dict[str, Any]) -> None:
    path = write(tmp_path / "a.tif", values_of("uint8"), **TILES, **more)
    assert all(known(path))


def test_parts_of_a_cog_are_known_and_its_overviews_unfolded(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.tif", values_of("int16", (2, 900, 700)), nodata=3)
    path = tmp_path / "cog.tif"
    rasterio.shutil.copy(plain, path, driver="COG", compress="deflate", predictor="yes", blocksize=256)
    assert len(first_page(path).parts) == 4 * 3
    assert all(known(path))
    with bytes_at(path) as bytes_:
        offset, length = read_chain(bytes_).pages[1].parts[0]
    data = bytearray(path.read_bytes())
    data[offset + length - 1] ^= 1
    path.write_bytes(data)
    (fault,) = told(path)[1]
    assert (fault.kind, fault.place.offset) == ("damaged", offset)
    assert "of page 2" in str(fault.detail)


def test_tiles_that_were_never_written_are_no_fault(tmp_path: Path) -> None:
    values = np.full((1, 128, 64), 9, "uint16")
    values[:, 64:, 32:] = values_of("uint16", (1, 64, 32))
    path = write(tmp_path / "a.tif", values, nodata=9, SPARSE_OK=True, **TILES)
    written = [bool(length) for _, length in first_page(path).parts]
    assert written.count(True) == 1
    assert known(path) == written
    pieces, faults = told(path)
    np.testing.assert_array_equal(pieces[0], values)
    assert faults == []


@pytest.mark.parametrize(
    "more",
    [{"compress": "lzw"}, {"compress": "none"}, {"NBITS": 12}, {"compress": "lzma"}],
    ids=str,
)
def test_nothing_is_known_of_what_is_packed_otherwise(tmp_path: Path, more: dict[str, Any]) -> None:
    values = values_of("uint16") & 4095
    path = write(tmp_path / "a.tif", values, **more)
    assert not any(known(path))
    pieces, faults = told(path)
    np.testing.assert_array_equal(np.concatenate(pieces), values)  # type: ignore[arg-type]
    assert faults == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_window_shows_the_parts_within_it_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    shape = (data.draw(st.integers(1, 5)), data.draw(st.integers(1, 150)), data.draw(st.integers(1, 99)))
    dtype = data.draw(st.sampled_from(TYPES))
    layout = data.draw(st.sampled_from([TILES, {"blockysize": data.draw(st.integers(1, 150))}]))
    planar = data.draw(st.booleans())
    predictors = [1, *[2] * (dtype in DIFFERENCES), *[3] * (dtype in FLOATS)]
    predictor = data.draw(st.sampled_from(predictors))
    path = tmp_path_factory.mktemp("whole") / "a.tif"
    values = write(
        path,
        values_of(dtype, shape, data.draw(st.integers(0, 9))),
        predictor=predictor,
        interleave="band" if planar else "pixel",
        ENDIANNESS=data.draw(st.sampled_from(["LITTLE", "BIG"])),
        **layout,
    )
    page = first_page(path)
    ends = [sorted(data.draw(st.tuples(st.integers(0, n), st.integers(0, n)))) for n in shape]
    bands, y, x = (slice(*end) for end in ends)
    with whole_parts(path) as whole, rasterio.open(values) as other:
        whole.look(range(shape[0])[bands], (y, x), other.read()[bands, y, x])
        found = {i for i in range(len(page.parts)) if i in whole}
    assert found == {i for i in _within(page, bands, y, x) if page.parts[i][1] >= SHORT}


def _within(page: Page, bands: slice, y: slice, x: slice) -> Iterator[int]:
    """Indices of parts all of whose pixels lie in a window."""
    rows, columns = page.block
    planes = [[band] for band in range(page.samples)] if page.planar else [[*range(page.samples)]]
    index = 0
    for plane in planes:
        for top in range(0, page.height, rows):
            for left in range(0, page.width, columns):
                bottom, right = min(top + rows, page.height), min(left + columns, page.width)
                inside = y.start <= top and bottom <= y.stop and x.start <= left and right <= x.stop
                if inside and all(bands.start <= band < bands.stop for band in plane):
                    yield index
                index += 1


RAMP = (np.add.outer(np.arange(128), np.arange(64) * 3) % 50).astype("uint16")[None]
NOISE = values_of("uint16", RAMP.shape) % 500


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_is_told_as_if_everything_were_unfolded(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("torn") / "a.tif"
    values = data.draw(st.sampled_from([RAMP, NOISE]))
    write(path, values, predictor=data.draw(st.sampled_from([1, 2])), **TILES)
    torn = bytearray(path.read_bytes())
    parts = first_page(path).parts
    assert any(known(path)) is (values is NOISE)
    for offset, length in data.draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3)):
        # Of a long part not the code that ends it: where all pixels are right, nobody looks at that.
        ends = range(length - 7, length - 4) if length >= SHORT else ()
        at = data.draw(st.integers(0, length - 1).filter(lambda i, ends=ends: i not in ends))
        torn[offset + at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(torn)
    pieces, faults = told(path)
    others, unfolded = told(path, looked=False)
    refused = [one for one in pieces if isinstance(one, str)]
    starts = [offset for offset, _ in parts]
    tiles = [f"rows {y} to {y + 63}, columns {x} to {x + 31} " for y in (0, 64) for x in (0, 32)]
    # What GDAL refuses is told with its rows and columns, and so not once more with its byte.
    once = [
        one for one in unfolded if not any(tiles[starts.index(one.place.offset)] in why for why in refused)
    ]
    assert faults == once
    # Where GDAL does not refuse a stream that is too long, some of its pixels may be those of chance.
    assert refused == [one for one in others if isinstance(one, str)]


def one_strip(packed: bytes, rows: int, columns: int, order: str = "<") -> bytes:
    """A TIFF of one band of bytes in one strip."""
    tags = [(256, columns), (257, rows), (258, 8), (259, 8), (262, 1), (273, 8), (277, 1), (278, rows)]
    tags += [(279, len(packed))]
    entries = b"".join(struct.pack(order + "HHII", tag, 4, 1, value) for tag, value in tags)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8 + len(packed))
    return head + packed + struct.pack(order + "H", len(tags)) + entries + bytes(4)


PIXELS = np.random.default_rng(5).integers(0, 99, (1, 40, 50), "u1")
PACKED = zlib.compress(PIXELS.tobytes())
LONGER = zlib.compress(PIXELS.tobytes() + bytes(500))
STREAMS = {
    "whole": (PACKED, True, 0),
    "bytes behind it": (PACKED + b"\0", False, 0),
    "a wrong checksum": (PACKED[:-1] + bytes([PACKED[-1] ^ 1]), False, 1),
    "no checksum": (PACKED[:-4], False, 0),
    "too long": (LONGER, False, 0),
    "too long, with a wrong checksum": (LONGER[:-1] + bytes([LONGER[-1] ^ 1]), False, 1),
    "a bomb": (zlib.compress(PIXELS.tobytes() + bytes(50_000_000)), False, 0),
}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("order", ["<", ">"])
def test_streams_that_are_not_as_they_should_be(tmp_path: Path, name: str, order: str) -> None:
    packed, whole, faults = STREAMS[name]
    path = tmp_path / "a.tif"
    path.write_bytes(one_strip(packed, 40, 50, order))
    pieces, found = told(path)
    refused = isinstance(pieces[0], str)  # whether GDAL minds the end of a stream is for its build to say
    if not refused:
        np.testing.assert_array_equal(pieces[0], PIXELS)
    assert len(found) == (0 if refused else faults)
    assert refused or found == told(path, looked=False)[1]
    with whole_parts(path) as parts:
        parts.look([0], (slice(0, 40), slice(0, 50)), PIXELS)
        assert (0 in parts) is whole
        wrong = PIXELS.copy()
        wrong[0, 39, 49] ^= 1
        parts.look([0], (slice(0, 40), slice(0, 50)), wrong)
        assert 0 not in parts


@pytest.mark.parametrize("packed", [zlib.compress(PIXELS.tobytes()[:-300]), PACKED[: len(PACKED) // 2]])
def test_a_stream_with_too_few_pixels_is_told_with_its_rows(tmp_path: Path, packed: bytes) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(one_strip(packed, 40, 50))
    (finding,) = (finding for finding in validate(path, trust=True).findings if finding.code == "F101")
    assert "band 1, rows 0 to 39, columns 0 to 49 cannot be read" in finding.message


def test_parts_that_are_too_large_to_be_held_again_are_unfolded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", np.zeros((1, 4200, 2100), "uint8"), blockysize=4200)
    assert first_page(path).block_bytes > 1 << 23
    assert known(path) == [False]
    data = bytearray(path.read_bytes())
    ((offset, length),) = first_page(path).parts
    data[offset + length - 1] ^= 1
    path.write_bytes(data)
    assert [fault.place.offset for fault in told(path)[1]] == [offset]


def test_bands_of_their_own_that_are_stored_together_are_unfolded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", values_of("float32"), interleave="pixel", **TILES)
    with rasterio.open(path, "r+") as made:
        made.scales = (1, 2, 3)
    data = bytearray(path.read_bytes())
    offset, length = first_page(path).parts[3]
    data[offset + length - 1] ^= 1
    path.write_bytes(data)
    assert [fault.place.offset for fault in told(path)[1]] == [offset]
