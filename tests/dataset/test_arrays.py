"""Arrays become datasets as xarray itself would make them, and what it cannot decode is told, not raised."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import h5py
import netCDF4
import numpy as np
import pytest
import rasterio
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rasterio.transform import Affine, from_origin

from icos_ingest.content import Array, Content
from icos_ingest.dataset.arrays import arrays_to_dataset, arrays_to_datatree, undecodable_times
from icos_ingest.dataset.lazy import lazy, read_pieces
from icos_ingest.errors import LimitExceeded
from icos_ingest.model import Options, Source
from icos_ingest.readers import hdf5, image, netcdf, tiff

CALENDARS = ["standard", "proleptic_gregorian", "noleap", "360_day", "all_leap", "julian"]


def open_netcdf(path: Path) -> Content:
    return netcdf.read(Source.of(path), Options(), None)


def series(
    path: Path, *, kind: str = "NETCDF4", calendar: str = "standard", units: str = "days since 2001-02-27"
) -> Path:
    with netCDF4.Dataset(path, "w", format=kind) as made:
        made.title = "series"
        made.createDimension("time", None)
        made.createDimension("nv", 2)
        made.createDimension("text", 4)
        time = made.createVariable("time", "f8", ("time",))
        time.setncatts({"units": units, "calendar": calendar, "bounds": "time_bnds"})
        time[:] = np.arange(5.0)
        made.createVariable("time_bnds", "f8", ("time", "nv"))[:] = np.arange(10.0).reshape(5, 2)
        packed = made.createVariable("co2", "i2", ("time",), fill_value=-1)
        packed.setncatts({"scale_factor": 0.5, "add_offset": 400.0, "coordinates": "height"})
        packed.set_auto_maskandscale(False)
        packed[:] = [1, 2, -1, 4, 5]
        made.createVariable("height", "f4", ())[...] = 150
        made.createVariable("site", "S1", ("time", "text"))[:] = np.full((5, 4), b"a")
        made.createVariable("lifetime", "f4", ("time",)).units = "days"
        made.variables["lifetime"][:] = 1
    return path


@pytest.mark.parametrize("kind", ["NETCDF3_CLASSIC", "NETCDF3_64BIT_DATA", "NETCDF4"])
@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_series_is_what_xarray_opens(tmp_path: Path, kind: str, calendar: str) -> None:
    path = series(tmp_path / "a.nc", kind=kind, calendar=calendar)
    with open_netcdf(path) as content, xr.open_dataset(path, decode_timedelta=False) as other:
        dataset, faults = arrays_to_dataset(content)
        assert faults == []
        xr.testing.assert_identical(dataset.load(), other.load())


@pytest.mark.parametrize(
    "change",
    [
        {"units": "days since 1582-10-14 00:00"},
        {"units": "furlongs since 2000-01-01"},
        {"units": "days since the flood"},
        {"calendar": "nope"},
    ],
)
def test_times_that_cannot_be_decoded_stay_as_they_are_and_are_told(
    tmp_path: Path, change: dict[str, str]
) -> None:
    with open_netcdf(series(tmp_path / "a.nc", **change)) as content:
        dataset, faults = arrays_to_dataset(content)
        assert undecodable_times(content) == faults
        assert {fault.place.field for fault in faults} == {"time", "time_bnds"}
        assert {fault.kind for fault in faults} == {"time-undecodable"}
        np.testing.assert_array_equal(dataset["time"], np.arange(5.0))
        assert dataset["time"].attrs["units"] == content.arrays()["/time"].attrs["units"]
        assert np.isnan(dataset["co2"].values[2])


def test_times_that_were_never_written_are_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("time", 3)
        made.createVariable("time", "f8", ("time",)).units = "days since 2000-01-01"
    with open_netcdf(path) as content:
        _, (fault,) = arrays_to_dataset(content)
        assert fault.detail == "3 of 3 values are 9.96921e+36, which stands where none was written"


def test_packing_that_is_no_number_is_kept_beside_and_not_applied(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("x", 2)
        v = made.createVariable("v", "i4", ("x",))
        v.set_auto_maskandscale(False)
        v[:] = [1, 2]
        v.add_offset = "c"
    with open_netcdf(path) as content:
        dataset, _ = arrays_to_dataset(content)
        assert dataset["v"].values.tolist() == [1, 2]
        assert dataset["v"].attrs == {"original_add_offset": "c"}


def test_dimensions_that_a_dataset_cannot_have_get_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as made:
        made["x"] = np.arange(3.0)
        made["x"].make_scale()
        made["square"] = np.zeros((3, 3))
        made["other"] = np.zeros(2)
        for dim in made["square"].dims:
            dim.attach_scale(made["x"])
        made["other"].dims[0].attach_scale(made["x"])
    with hdf5.read(Source.of(path), Options(), None) as content:
        dataset, _ = arrays_to_dataset(content)
        assert dataset["other"].dims == ("x_2",)
        assert dataset["square"].dims == ("x", "x_3")


def test_groups_become_a_tree_even_where_their_dimensions_differ(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    with netCDF4.Dataset(path, "w") as made:
        made.createDimension("time", 2)
        made.createVariable("time", "f8", ("time",))[:] = [0, 1]
        same = made.createGroup("same")
        same.createVariable("v", "f8", ("time",))[:] = [5, 6]
        other = made.createGroup("other")
        other.note = "longer"
        other.createDimension("time", 3)
        other.createVariable("v", "f8", ("time",))[:] = [1, 2, 3]
    with open_netcdf(path) as content:
        tree, faults = arrays_to_datatree(content)
        assert faults == []
        assert tree["same/v"].dims == ("time",)
        assert tree["same"].to_dataset()["time"].values.tolist() == [0, 1]
        assert tree["other/v"].dims == ("time_other",)
        assert tree["other"].attrs == {"note": "longer"}


def raster(path: Path, transform: Affine) -> Path:
    values = np.arange(12, dtype="int16").reshape(1, 3, 4)
    profile = {"count": 1, "height": 3, "width": 4, "dtype": "int16", "nodata": 5, "crs": "EPSG:3035"}
    with rasterio.open(path, "w", driver="GTiff", transform=transform, **profile) as made:
        made.write(values)
        made.scales = (0.5,)
    return path


def test_a_raster_has_pixel_centres_a_grid_mapping_and_masked_values(tmp_path: Path) -> None:
    path = raster(tmp_path / "a.tif", from_origin(1000, 2000, 10, 20))
    with tiff.read(Source.of(path), Options(), None) as content:
        dataset, _ = arrays_to_dataset(content)
        assert dataset["x"].values.tolist() == [1005, 1015, 1025, 1035]
        assert dataset["y"].values.tolist() == [1990, 1970, 1950]
        band = dataset["band_data"]
        assert np.isnan(band.values[0, 1, 1])
        assert band.values[0, 2, 3] == 5.5
        assert dataset["spatial_ref"].attrs["GeoTransform"] == "1000 10 0 2000 0 -20"
        assert "3035" in dataset["spatial_ref"].attrs["crs_wkt"]
        dataset.to_netcdf(tmp_path / "out.nc")
    with netCDF4.Dataset(tmp_path / "out.nc") as written:
        assert written["band_data"].grid_mapping == "spatial_ref"


def test_a_rotated_raster_has_no_axes(tmp_path: Path) -> None:
    path = raster(tmp_path / "a.tif", Affine.rotation(20) * Affine.scale(10))
    with tiff.read(Source.of(path), Options(), None) as content:
        dataset, _ = arrays_to_dataset(content)
        assert set(dataset.coords) == {"spatial_ref"}


def test_an_image_is_its_pixels(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (5, 6, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    with image.read(Source.of(tmp_path / "a.png"), Options(), None) as content:
        dataset, _ = arrays_to_dataset(content)
        np.testing.assert_array_equal(dataset["image"], pixels)
        assert dataset["image"].dims == ("y", "x", "channel")


def test_nothing_is_read_until_it_is_asked_for_and_then_only_that(tmp_path: Path) -> None:
    seen: list[tuple[slice, ...]] = []
    values = np.arange(60.0).reshape(6, 10)

    def fetch(window: tuple[slice, ...]) -> Any:
        seen.append(window)
        return values[window]

    variable = xr.Variable(("y", "x"), lazy(Array("/v", ("y", "x"), (6, 10), values.dtype, {}, fetch)))
    part = variable[1:6:2, [7, 3]][::-1]
    assert seen == []
    np.testing.assert_array_equal(part.values, values[1:6:2][:, [7, 3]][::-1])
    assert len(seen) == 1


def test_chunks_make_it_dask(tmp_path: Path) -> None:
    with open_netcdf(series(tmp_path / "a.nc")) as content:
        dataset, _ = arrays_to_dataset(content, chunks={"time": 2})
        assert dataset["co2"].chunks == ((2, 2, 1),)
        assert np.nansum(dataset["co2"].values) == 4 * 400 + 6


@given(st.data())
def test_pieces_put_together_are_the_whole(data: st.DataObject) -> None:
    shape = tuple(data.draw(st.lists(st.integers(1, 12), min_size=1, max_size=3)))
    values = np.arange(float(np.prod(shape))).reshape(shape)
    chunks = data.draw(st.none() | st.just(tuple(max(1, n // 3) for n in shape)))
    array = Array("/v", tuple("abc"[: len(shape)]), shape, values.dtype, {}, lambda w: values[w], chunks)
    key = tuple(data.draw(_part(n)) for n in shape)
    limit = data.draw(st.integers(8, 400))
    np.testing.assert_array_equal(read_pieces(array, key, limit), values[key])


def _part(length: int) -> st.SearchStrategy[Any]:
    ends = st.none() | st.integers(0, length + 2)
    slices = st.builds(slice, ends, ends, st.none() | st.integers(1, 5))
    return st.integers(0, length - 1) | slices


REAL = [
    "other-timeseries/ch4_bao_tower-insitu_1_ccgg_all.nc",
    "other-timeseries/co2_con_aircraft-insitu_42_allvalid_small.nc",
    "other-timeseries/co2_ssl_tower-insitu_23_allvalid-12magl_small.nc",
    "ocean/Fal_mooring.nc",
    "atmosphere/test_toh_co2_147m.nc",
    "netcdf/og_TAC-100magl_TEST_201607.nc",
    "netcdf/xr_example_1.nc",
    "hdf/pf_noy_AERmonZ_UKESM1-0-LL_piControl_r1i1p1f2_gnz_200001-200012.nc",
]


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_what_xarray_opens(real_data: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with (
            open_netcdf(real_data / name) as content,
            xr.open_dataset(real_data / name, engine="netcdf4", decode_timedelta=False) as other,
        ):
            dataset, faults = arrays_to_dataset(content)
            assert faults == []
            xr.testing.assert_equal(dataset, other)
            assert set(dataset.coords) == set(other.coords)


def test_a_real_flux_file_in_a_day_that_never_was_opens_undecoded(real_data: Path) -> None:
    with open_netcdf(real_data / "netcdf" / "reddy_DE-Tha_hourly.nc") as content:
        dataset, (fault,) = arrays_to_dataset(content)
        assert fault.place.value == "days since 1582-10-14 00:00"
        assert dataset["time"].dtype.kind == "f"


def test_values_beyond_all_memory_are_refused_in_words() -> None:
    huge = Array("/x", ("n",), (1 << 55,), np.dtype("f8"), {}, lambda window: np.zeros(0))
    with pytest.raises(LimitExceeded, match="values of 'x' do not fit into memory"):
        read_pieces(huge, (slice(None),), 1000)
