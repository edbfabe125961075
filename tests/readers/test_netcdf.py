"""netCDF: what is read equals what the netCDF library reads, and what is missing is never silent."""

from __future__ import annotations

import struct
from pathlib import Path

import netCDF4
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import validate
from icos_ingest.content import Array, Content
from icos_ingest.errors import (
    CorruptFile,
    IcosIngestError,
    LimitExceeded,
    ReadError,
    Truncated,
    UnsupportedVariant,
)
from icos_ingest.model import Certainty, Limits, Match, Options, Source
from icos_ingest.readers import hdf5, netcdf

CLASSIC = ["NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA"]
KINDS = [*CLASSIC, "NETCDF4", "NETCDF4_CLASSIC"]


def write(path: Path, kind: str) -> Path:
    with netCDF4.Dataset(path, "w", format=kind) as made:
        made.title = "æøå"
        made.version = np.int32(3)
        made.createDimension("time", None)
        made.createDimension("lat", 3)
        made.createDimension("n", 5)
        made.createVariable("time", "f8", ("time",))[:] = np.arange(4.0)
        made.variables["time"].units = "days since 2000-01-01"
        co2 = made.createVariable("co2", "i2", ("time", "lat"), fill_value=-99)
        co2.valid_range = np.array([0, 1000], "i2")
        co2[:] = np.arange(12).reshape(4, 3)
        made.createVariable("code", "S1", ("time", "n"))[:] = np.full((4, 5), b"x")
        made.createVariable("fixed", "f4", ("lat",))[:] = [1.5, np.nan, -2]
        made.createVariable("scalar", "i4", ())[...] = 7
    return path


def read(path: Path, limits: Limits | None = None) -> Content:
    options = Options() if limits is None else Options(limits=limits)
    return netcdf.read(Source.of(path), options, None)


def whole(array: Array) -> np.ndarray:
    return array.read(tuple(slice(None) for _ in array.shape))


@pytest.mark.parametrize("kind", KINDS)
def test_values_dims_and_attributes_are_those_of_the_netcdf_library(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / "a.nc", kind)
    with read(path) as content, netCDF4.Dataset(path) as other:
        assert list(content.arrays()) == [f"/{name}" for name in other.variables]
        assert content.facts.attributes == {"title": "æøå", "version": 3}
        assert content.facts.faults == ()
        for name, theirs in other.variables.items():
            theirs.set_auto_maskandscale(False)
            theirs.set_auto_chartostring(False)
            ours = content.arrays()[f"/{name}"]
            assert ours.dims == theirs.dimensions
            assert ours.shape == theirs.shape
            assert ours.dtype == theirs[...].dtype
            np.testing.assert_array_equal(whole(ours), theirs[...])
            assert set(ours.attrs) == set(theirs.ncattrs())
        np.testing.assert_array_equal(content.arrays()["/co2"].attrs["valid_range"], [0, 1000])


@pytest.mark.parametrize("kind", KINDS)
def test_windows_with_steps_give_what_slicing_gives(tmp_path: Path, kind: str) -> None:
    with read(write(tmp_path / "a.nc", kind)) as content:
        co2 = content.arrays()["/co2"]
        expected = np.arange(12).reshape(4, 3)[1:4:2, 2:0]
        np.testing.assert_array_equal(co2.read((slice(1, 4, 2), slice(2, 0))), expected)
        np.testing.assert_array_equal(co2.read((slice(1, None, 2), slice(0, 2))), [[3, 4], [9, 10]])


@pytest.mark.parametrize("kind", KINDS)
def test_the_signature_decides_and_only_netcdf_says_yes(tmp_path: Path, kind: str) -> None:
    source = Source.of(write(tmp_path / "without_suffix", kind))
    found = netcdf.sniff(source)
    assert isinstance(found, Match)
    assert (found.format, found.certainty) == ("netcdf", Certainty.SIGNATURE)
    assert isinstance(hdf5.sniff(source), str)


def test_a_text_is_refused_with_a_reason() -> None:
    assert netcdf.sniff(Source.of(b"a,b\n1,2\n")) == "the first bytes are not a netCDF signature"
    assert isinstance(netcdf.sniff(Source.of(b"")), str)


def test_version_3_is_known_and_refused() -> None:
    source = Source.of(b"CDF\x03" + bytes(100))
    assert isinstance(netcdf.sniff(source), Match)
    with pytest.raises(UnsupportedVariant, match="version 3"):
        netcdf.read(source, Options(), None)


def test_bytes_are_read_like_a_file(tmp_path: Path) -> None:
    data = write(tmp_path / "a.nc", "NETCDF4").read_bytes()
    with netcdf.read(Source.of(data), Options(), None) as content:
        assert whole(content.arrays()["/scalar"]) == 7


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.98])
def test_a_truncated_copy_is_never_silent(tmp_path: Path, kind: str, part: float) -> None:
    data = write(tmp_path / "a.nc", kind).read_bytes()
    cut = tmp_path / "cut.nc"
    cut.write_bytes(data[: int(len(data) * part)])
    try:
        with read(cut) as content:
            seen = [fault.kind for fault in content.facts.faults]
            seen += _refusals(content)
    except ReadError as error:
        seen = [error.kind]
    assert seen


def _refusals(content: Content) -> list[str]:
    kinds = []
    for array in content.arrays().values():
        try:
            whole(array)
        except ReadError as error:
            kinds.append(error.kind)
    return kinds


def test_a_cut_record_is_left_out_and_told(tmp_path: Path) -> None:
    data = write(tmp_path / "a.nc", "NETCDF3_CLASSIC").read_bytes()
    cut = tmp_path / "cut.nc"
    cut.write_bytes(data[:-30])
    with read(cut) as content:
        assert content.arrays()["/co2"].shape[0] == 2
        np.testing.assert_array_equal(whole(content.arrays()["/co2"]), np.arange(6).reshape(2, 3))
        (fault,) = content.facts.faults
        assert (fault.kind, fault.place.field) == ("truncated", "time")
        assert fault.detail == "the file holds 2 whole records of the 4 that it claims"


def test_a_claim_that_the_file_cannot_hold_is_refused_before_anything_is_allocated() -> None:
    header = b"CDF\x01" + struct.pack(">III", 0, 10, 0x7FFFFFFF)
    with pytest.raises(CorruptFile, match="more than the file can hold"):
        netcdf.read(Source.of(header), Options(), None)


def test_more_variables_than_the_limit_are_refused(tmp_path: Path) -> None:
    for kind in KINDS:
        with pytest.raises(LimitExceeded):
            read(write(tmp_path / "a.nc", kind), Limits(variables=2))


def test_a_window_above_the_limit_is_refused_and_smaller_ones_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_OFFSET") as made:
        made.createDimension("x", 1000)
        made.createVariable("v", "f8", ("x",))[:] = np.arange(1000.0)
    with read(path, Limits(array=800)) as content:
        array = content.arrays()["/v"]
        with pytest.raises(LimitExceeded):
            whole(array)
        parts = [array.read(window) for window in array.windows(800)]
        np.testing.assert_array_equal(np.concatenate(parts), np.arange(1000.0))


def test_groups_enumerations_and_strings_of_netcdf_4(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("x", 2)
        group = made.createGroup("deep").createGroup("er")
        group.note = "inside"
        sky = made.createEnumType(np.uint8, "sky", {"clear": 0, "very cloudy": 3})
        group.createVariable("cover", sky, ("x",))[:] = [0, 3]
        group.createVariable("name", str, ("x",))[:] = np.array(["Åsa", ""], dtype=object)
    with read(path) as content:
        assert content.groups() == {"/deep": {}, "/deep/er": {"note": "inside"}}
        cover = content.arrays()["/deep/er/cover"]
        assert (cover.group, cover.dims, cover.dtype) == ("/deep/er", ("x",), np.uint8)
        assert cover.attrs["flag_meanings"] == "clear very_cloudy"
        assert cover.attrs["flag_values"].tolist() == [0, 3]
        assert whole(cover).tolist() == [0, 3]
        assert whole(content.arrays()["/deep/er/name"]).tolist() == ["Åsa", ""]


def test_a_variable_that_lags_behind_its_unlimited_dimension_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("time", None)
        made.createVariable("long", "f8", ("time",))[:] = np.arange(5.0)
        made.createVariable("short", "i4", ("time",), fill_value=-1)[:2] = [8, 9]
    with read(path) as content:
        assert whole(content.arrays()["/short"]).tolist() == [8, 9, -1, -1, -1]
        assert content.arrays()["/short"].read((slice(3, 5),)).tolist() == [-1, -1]


def test_two_variables_of_one_name_are_a_fault(tmp_path: Path) -> None:
    data = write(tmp_path / "a.nc", "NETCDF3_CLASSIC").read_bytes()
    twice = data.replace(b"\0\0\0\5fixed\0\0\0", b"\0\0\0\6scalar\0\0")
    with netcdf.read(Source.of(twice), Options(), None) as content:
        assert [fault.kind for fault in content.facts.faults] == ["damaged"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_header_gives_our_errors_only(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        with netcdf.read(Source.of(bytes(raw)), Options(limits=Limits(array=10_000)), None) as content:
            for array in content.arrays().values():
                for window in list(_first(array)):
                    array.read(window)
    except IcosIngestError:
        pass


def _first(array: Array) -> list[tuple[slice, ...]]:
    return [window for window, _ in zip(array.windows(10_000), range(3), strict=False)]


def _sample() -> bytes:
    made = netCDF4.Dataset("in-memory.nc", "w", format="NETCDF3_CLASSIC", memory=8192)
    made.title = "sample"
    made.createDimension("time", None)
    made.createDimension("x", 3)
    made.createVariable("v", "i2", ("time", "x"))[:] = np.arange(9).reshape(3, 3)
    made.variables["v"].units = "m"
    made.createVariable("w", "f8", ("x",))[:] = 1
    return bytes(made.close())


SAMPLE = _sample()

REAL = {
    "other-timeseries/ch4_bao_tower-insitu_1_ccgg_all.nc": ("obs", 4190),
    "other-timeseries/co2_con_aircraft-insitu_42_allvalid_small.nc": ("time", 318),
    "other-timeseries/co2_ssl_tower-insitu_23_allvalid-12magl_small.nc": ("time", 94),
    "ocean/Fal_mooring.nc": ("time", 1857),
    "atmosphere/test_toh_co2_147m.nc": ("time", 30),
}


@pytest.mark.parametrize("name", REAL)
def test_real_series_are_read_whole_and_without_a_fault(real_data: Path, name: str) -> None:
    with read(real_data / name) as content, netCDF4.Dataset(real_data / name) as other:
        dim, length = REAL[name]
        assert other.dimensions[dim].size == length
        assert content.facts.faults == ()
        for key, theirs in other.variables.items():
            theirs.set_auto_maskandscale(False)
            theirs.set_auto_chartostring(False)
            np.testing.assert_array_equal(whole(content.arrays()[f"/{key}"]), theirs[...])


def test_every_real_netcdf_is_identified_and_opens(real_data: Path) -> None:
    # Not compared with the netCDF library here: some of these files kill it.
    for path in sorted((real_data / "netcdf").glob("*.nc")):
        assert isinstance(netcdf.sniff(Source.of(path)), Match), path.name
        try:
            read(path).close()
        except CorruptFile:
            assert path.name.startswith("pn_bad_"), path.name


def test_every_broken_file_of_pnetcdf_is_refused_or_told(real_data: Path) -> None:
    for path in sorted((real_data / "netcdf").glob("pn_bad_*.nc")):
        try:
            with read(path) as content:
                assert content.facts.faults, path.name
        except (CorruptFile, Truncated):
            pass


def test_windows_that_were_given_back_are_read_again(tmp_path: Path) -> None:
    """A large window is dropped from memory once it was copied, and is still in the file."""
    path = tmp_path / "large.nc"
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_DATA") as made:
        made.createDimension("x", 600_000)
        made.createVariable("a", "f8", ("x",))[:] = np.arange(600_000.0)
    with read(path) as content:
        array = content.arrays()["/a"]
        assert (whole(array) == whole(array)).all()
        assert array.read((slice(599_998, None),)).tolist() == [599_998.0, 599_999.0]


def test_a_spoilt_chunk_is_found_where_it_is(tmp_path: Path) -> None:
    """The library opens such a file; only reading every chunk shows the damage."""
    path = tmp_path / "spoilt.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("time", 40)
        made.createDimension("x", 25_000)
        flux = made.createVariable(
            "flux", "f4", ("time", "x"), chunksizes=(1, 25_000), fletcher32=True, zlib=True, complevel=1
        )
        flux[:] = np.random.default_rng(1).normal(size=(40, 25_000))
    data = bytearray(path.read_bytes())
    data[len(data) * 3 // 4] ^= 1
    path.write_bytes(data)
    report = validate(path, trust=True)
    (finding,) = (one for one in report.findings if one.severity == "error")
    assert finding.code == "F101"
    assert finding.place.field == "flux"
    assert finding.place.index
    assert finding.place.index[0] > 20
