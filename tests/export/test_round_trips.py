"""What is written is read again: values, and where the target can hold them, attributes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from icos_ingest.errors import OptionError
from icos_ingest.export import write
from icos_ingest.pipeline import convert, open_dataset

TABLES = (
    "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2",
    "ICOS_ATC_LIN_98.0_FLASK.SF6",
    "SE-Htm_fluxes_2024-03-01.csv",
    "ICOSETC_SE-Svb_FLUXNET_HH.csv",
    "stilt_HTM150.csv",
    "SITES_meteo_hourly.csv",
    "ICOS_OTC_SOOP_L2.csv",
    "underway_SOCAT.tab",
    "logger.csv",
    "gpp.xlsx",
)
ARRAYS = ("fluxes.nc", "landcover.tif", "spectra.h5", "phenocam.png")


def attributes(ds: xr.Dataset) -> dict:
    """Attributes of everything, as plain values."""
    return {str(name): plain(ds[name].attrs, str(name)) for name in ds.variables} | {"": plain(ds.attrs)}


def lost(ours: dict, again: dict) -> dict:
    """What is not said again; a file says more (`tests/export/test_cf.py`), and some things in its own way."""
    return {
        (name, key): value
        for name, attrs in ours.items()
        for key, value in attrs.items()
        if again[name].get(key) not in (value, *in_its_way(key, value))
    }


def in_its_way(key: str, value: object) -> list[str]:
    if key == "long_name" and isinstance(value, list):
        return [", ".join(value)]
    if isinstance(value, list) and len(value) == 1:
        return value  # netCDF has no list of one
    return ["degrees_north", "degrees_east"] if value == "degree" else []


def plain(attrs: dict, name: str = "") -> dict:
    attrs = {key: np.asarray(value).tolist() for key, value in attrs.items()}
    return {
        key: value
        for key, value in attrs.items()
        if (key, value) != ("original_name", name) and key not in ("grid_mapping", "ancillary_variables")
    }


@pytest.mark.parametrize("suffix", [".nc", ".zarr"])
@pytest.mark.parametrize("name", TABLES + ARRAYS)
def test_values_and_attributes_are_equal_in_nc_and_zarr(
    sample_data: Path, tmp_path: Path, name: str, suffix: str
) -> None:
    source = sample_data / "good" / name
    target = convert(source, tmp_path / f"out{suffix}")
    engine = {".nc": "netcdf4", ".zarr": "zarr"}[suffix]
    with (
        open_dataset(source) as ours,
        xr.open_dataset(target, engine=engine, decode_timedelta=True) as stored,
    ):
        names = {name: old for name in stored.variables if (old := former(stored, name)) not in stored}
        again = stored.rename(names)
        again = again.set_coords(list(ours.coords))
        xr.testing.assert_equal(ours.load(), again.load())
        assert lost(attributes(ours), attributes(again)) == {}
        assert grid_mappings(again) == grid_mappings(ours)
        assert flags(again, names) == flags(ours)


def grid_mappings(ds: xr.Dataset) -> dict:
    """What each variable says of its projection: of an open file as encoding, of a read one as attribute."""
    said = {name: (v.encoding | v.attrs).get("grid_mapping") for name, v in ds.data_vars.items()}
    return {name: value for name, value in said.items() if value}


def flags(ds: xr.Dataset, names: dict | None = None) -> dict:
    """The flag of each variable, by its name in the file of origin."""
    found = {name: ds[name].attrs.get("ancillary_variables") for name in ds.variables}
    return {name: (names or {}).get(flag, flag) for name, flag in found.items() if flag}


def former(stored: xr.Dataset, name: str) -> str:
    """The name that a variable had before it was made storable."""
    old: str = stored[name].attrs.get("original_name", name)
    return old


@pytest.mark.parametrize("name", TABLES)
def test_a_parquet_file_has_the_columns_typed(sample_data: Path, tmp_path: Path, name: str) -> None:
    source = sample_data / "good" / name
    frame = pd.read_parquet(convert(source, tmp_path / "out.parquet"))
    with open_dataset(source) as ours:
        first, *others = frame.columns
        assert (first == "time") == ("time" in ours)
        for column in others:
            same(frame[column], ours, column)
        if "time" in ours:
            assert str(frame["time"].dtype) == "datetime64[ms, UTC]"
            same(frame["time"], ours, "time")


def same(column: pd.Series, ours: xr.Dataset, name: str) -> None:
    if name not in ours:
        name, _, edge = name.rpartition("_")
        expected = ours[name].to_numpy()[:, ("start", "end").index(edge)]
    else:
        expected = ours[name].to_numpy()
    if expected.dtype.kind == "M":
        found = column.dt.tz_localize(None).to_numpy()
        assert (found.astype("M8[ns]") == expected.astype("M8[ns]")).all()
    else:
        np.testing.assert_array_equal(column.to_numpy(), expected)


@pytest.mark.parametrize("name", TABLES)
def test_a_csv_file_has_every_value_and_an_empty_cell_for_each_gap(
    sample_data: Path, tmp_path: Path, name: str
) -> None:
    source = sample_data / "good" / name
    with open_dataset(source) as ours:
        frame = pd.read_csv(write(ours, tmp_path / "out.csv"), keep_default_na=False, dtype=str)
        assert len(frame) == ours.sizes.get("time", ours.sizes.get("row"))
        for variable in map(str, ours.data_vars):
            values = ours[variable]
            if values.dtype.kind == "f":
                text = frame[variable].replace("", "nan").astype(values.dtype)
                np.testing.assert_array_equal(text.to_numpy(), values.to_numpy())
            elif values.dtype.kind == "U":
                assert frame[variable].tolist() == values.to_numpy().tolist()
        if "time" in ours:
            assert frame["time"].str.endswith("Z").all()
            stamps = pd.to_datetime(frame["time"], utc=True).dt.tz_localize(None).to_numpy()
            assert (stamps.astype("M8[ms]") == ours.time.to_numpy().astype("M8[ms]")).all()


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize("name", ["fluxes.nc", "landcover.tif", "phenocam.png"])
def test_a_grid_is_no_table_and_the_user_is_told_what_takes_it(
    sample_data: Path, tmp_path: Path, name: str, suffix: str
) -> None:
    with pytest.raises(OptionError, match=r"convert it to \.nc or \.zarr"):
        convert(sample_data / "good" / name, tmp_path / f"out{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2", "fluxes.nc"])
def test_what_was_written_as_nc_opens_again_as_the_same_dataset(
    sample_data: Path, tmp_path: Path, name: str
) -> None:
    target = convert(sample_data / "good" / name, tmp_path / "again.nc")
    with open_dataset(sample_data / "good" / name) as ours, open_dataset(target) as again:
        xr.testing.assert_equal(ours.load(), again.load())
        assert again.attrs["kind"] == ours.attrs["kind"]
