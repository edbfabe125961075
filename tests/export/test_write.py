"""A target stands there whole or not at all, whatever names and attributes the data have."""

from __future__ import annotations

from pathlib import Path

import dask.array
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.errors import OptionError, ReadError, SourceError
from icos_ingest.export import SUFFIXES, write
from icos_ingest.pipeline import convert, open_dataset

STAMPS = pd.date_range("2024-03-01", periods=3, freq="h", unit="ns").to_numpy()
HOSTILE = [
    "a/b",
    "a\tb",
    "a\nb",
    "a\\b",
    "..",
    ".",
    ".zattrs",
    "/etc/passwd",
    " co2 ",
    "%RH",
    "µ",
    "a" * 300,
    "%" * 150,
]
ENGINES = {".nc": "netcdf4", ".zarr": "zarr"}


def table(**columns: object) -> xr.Dataset:
    data = {name: ("time", np.asarray(values)) for name, values in columns.items()}
    return xr.Dataset(data, {"time": STAMPS}, {"kind": "timeseries"})


def broken() -> xr.Dataset:
    """A dataset whose values cannot be had to the end."""

    def fail(block: object) -> None:
        raise ReadError("the file ends here")

    meta = np.empty(0)
    return table(a=[1.0, 2.0, 3.0]).assign(b=("time", dask.array.ones(3).map_blocks(fail, meta=meta)))


@pytest.mark.parametrize("suffix", [".nc", ".parquet", ".csv"])
def test_an_older_file_is_replaced_whole(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    target.write_bytes(b"old" * 100_000)
    assert write(table(a=[1.0, 2.0, 3.0]), target) == target
    assert b"oldold" not in target.read_bytes()
    assert list(tmp_path.iterdir()) == [target]


def test_a_store_that_is_there_is_left_alone(tmp_path: Path) -> None:
    target = write(table(a=[1.0, 2.0, 3.0]), tmp_path / "out.zarr")
    with pytest.raises(OptionError, match="is there already"):
        write(table(a=[4.0, 5.0, 6.0]), target)
    with xr.open_dataset(target, engine="zarr") as again:
        assert again.a.to_numpy().tolist() == [1, 2, 3]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_failure_in_the_middle_leaves_everything_as_it_was(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    if suffix != ".zarr":
        target.write_bytes(b"old")
    before = list(tmp_path.iterdir())
    with pytest.raises(ReadError, match="the file ends here"):
        write(broken(), target)
    assert list(tmp_path.iterdir()) == before
    assert suffix == ".zarr" or target.read_bytes() == b"old"


def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"Expected \.nc, \.zarr, \.parquet, \.csv"):
        write(table(a=[1.0, 2.0, 3.0]), tmp_path / "out.xlsx")


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        write(table(a=[1.0, 2.0, 3.0]), tmp_path / "nowhere" / "out.nc")


def test_a_file_is_never_converted_onto_itself(sample_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "logger.csv"
    path.write_bytes((sample_data / "good" / "logger.csv").read_bytes())
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    before = path.read_bytes()
    for target in (path, link):
        with pytest.raises(OptionError, match="same file"):
            convert(path, target)
    assert path.read_bytes() == before


def test_the_dataset_is_not_changed(tmp_path: Path) -> None:
    dataset = table(**{"a/b": [1.0, 2.0, 3.0], "f": ["O", "U", "O"]})
    dataset["a/b"].attrs = {"ancillary_variables": "f", "flag_values": ["a", "b"], "n": np.float32(1)}
    before = dataset.copy(deep=True)
    for suffix in SUFFIXES:
        write(dataset, tmp_path / f"out{suffix}")
    xr.testing.assert_identical(dataset, before)


@pytest.mark.parametrize("suffix", ENGINES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_made_harmless_and_kept_beside(tmp_path: Path, name: str, suffix: str) -> None:
    target = write(table(**{name: [1.0, 2.0, 3.0]}), tmp_path / f"out{suffix}")
    assert list(tmp_path.iterdir()) == [target]
    with xr.open_dataset(target, engine=ENGINES[suffix]) as again:
        (stored,) = again.data_vars
        assert again[stored].to_numpy().tolist() == [1, 2, 3]
        assert stored == name or again[stored].attrs["original_name"] == name


@settings(max_examples=40, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4, unique=True))
def test_columns_of_any_names_are_written_and_none_is_lost(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    dataset = table(**{name: np.full(3, float(i)) for i, name in enumerate(names) if name != "time"})
    folder = tmp_path_factory.mktemp("any")
    for suffix, engine in ENGINES.items():
        with xr.open_dataset(write(dataset, folder / f"out{suffix}"), engine=engine) as again:
            assert sorted(float(again[name][0]) for name in again.data_vars) == list(
                map(float, range(len(dataset)))
            )


def test_attributes_that_a_file_may_have_are_written(tmp_path: Path) -> None:
    dataset = table(a=[1.0, 2.0, 3.0]).assign_attrs({"a/b": "slash", "": "empty", "9": 1, "list": [1, 2]})
    for suffix, engine in ENGINES.items():
        with xr.open_dataset(write(dataset, tmp_path / f"out{suffix}"), engine=engine) as again:
            assert "slash" in again.attrs.values()
            assert again.attrs["9"] == 1


def test_numbers_text_truth_and_spans_survive(tmp_path: Path) -> None:
    spans = np.array([1, 2, "NaT"], "m8[s]").astype("m8[ns]")
    dataset = table(i=[1, 2, 3], b=[True, False, True], t=["a,b", 'say "x"', ""], s=spans)
    frame = pd.read_csv(write(dataset, tmp_path / "out.csv"), keep_default_na=False, dtype=str)
    assert frame.t.tolist() == ["a,b", 'say "x"', ""]
    assert frame.i.tolist() == ["1", "2", "3"]
    assert frame.s.tolist() == ["1", "2", ""]
    with xr.open_dataset(write(dataset, tmp_path / "out.nc"), decode_timedelta=True) as again:
        xr.testing.assert_equal(again, dataset)


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("suffix", ENGINES)
def test_a_stamp_of_any_resolution_is_the_same_again(tmp_path: Path, unit: str, suffix: str) -> None:
    stamps = np.array(["2024-03-01T00:00:00.123456789", "NaT", "1970-01-01"], "M8[ns]").astype(f"M8[{unit}]")
    with xr.open_dataset(write(table(a=stamps), tmp_path / f"o{suffix}"), engine=ENGINES[suffix]) as again:
        np.testing.assert_array_equal(again.a.to_numpy().astype("M8[ns]"), stamps.astype("M8[ns]"))


@pytest.mark.parametrize("suffix", ENGINES)
def test_bounds_that_are_no_times_are_no_hindrance(tmp_path: Path, suffix: str) -> None:
    dataset = table(a=[1.0, 2.0, 3.0]).assign(edges=(("time", "bnds"), np.ones((3, 2))))
    dataset.time.attrs["bounds"] = "edges"
    with xr.open_dataset(write(dataset, tmp_path / f"o{suffix}"), engine=ENGINES[suffix]) as again:
        assert again.edges.shape == (3, 2)


def test_a_closed_dataset_leaves_nothing_open(sample_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    path.write_bytes((sample_data / "good" / "fluxes.nc").read_bytes())
    with open_dataset(path) as dataset:
        write(dataset, tmp_path / "b.nc")
    path.unlink()
    assert [file.name for file in tmp_path.iterdir()] == ["b.nc"]
