"""Each promise of the dataset model, broken on purpose, is noticed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr

from icos_ingest.dataset import violations

STAMPS = np.array(["2024-03-01T00:30", "2024-03-01T01:30"], "M8[ns]")
HALF = np.timedelta64(30, "m")


def made() -> xr.Dataset:
    """A dataset in which nothing is wrong."""
    flag = {"flag_values": ["O", "U"], "flag_meanings": "good unknown"}
    return xr.Dataset(
        {
            "co2": ("time", [1.0, np.nan], {"units": "umol mol-1", "ancillary_variables": "Flag"}),
            "Flag": ("time", ["O", "U"], flag),
            "time_bounds": (("time", "bnds"), np.stack([STAMPS - HALF, STAMPS + HALF], axis=1)),
        },
        {"time": ("time", STAMPS, {"bounds": "time_bounds"})},
        {
            "Conventions": "CF-1.11",
            "kind": "timeseries",
            "source_file": "x.csv",
            "source_format": "csv",
            "ingested_by": "icos-ingest",
        },
    )


def test_a_good_dataset_breaks_nothing() -> None:
    assert violations(made()) == []


@pytest.mark.parametrize("key", ["Conventions", "kind", "source_file", "source_format", "ingested_by"])
def test_provenance_that_is_missing_is_noticed(key: str) -> None:
    dataset = made()
    del dataset.attrs[key]
    assert f"global attribute {key} is missing" in violations(dataset)


def strange_kind(ds: xr.Dataset) -> xr.Dataset:
    return ds.assign_attrs(kind="cube")


def no_time(ds: xr.Dataset) -> xr.Dataset:
    return ds.drop_vars("time")


def time_as_text(ds: xr.Dataset) -> xr.Dataset:
    return ds.assign_coords(time=("time", ["a", "b"]))


def stray_stamp(ds: xr.Dataset) -> xr.Dataset:
    return ds.assign_coords(time=ds.time + np.timedelta64(2, "h")).assign_coords(
        time=lambda d: d.time.assign_attrs(bounds="time_bounds")
    )


def no_bounds(ds: xr.Dataset) -> xr.Dataset:
    return ds.drop_vars("time_bounds")


def other_units(ds: xr.Dataset) -> xr.Dataset:
    ds.co2.attrs["units"] = "µmol/mol"
    return ds


def no_flag(ds: xr.Dataset) -> xr.Dataset:
    return ds.drop_vars("Flag")


def few_meanings(ds: xr.Dataset) -> xr.Dataset:
    ds.Flag.attrs["flag_meanings"] = "good"
    return ds


def odd_global(ds: xr.Dataset) -> xr.Dataset:
    return ds.assign_attrs(header={"a": 1})


def odd_attribute(ds: xr.Dataset) -> xr.Dataset:
    ds.co2.attrs["comment"] = None
    return ds


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (strange_kind, "kind is 'cube', not one of timeseries"),
        (no_time, "a timeseries has no coordinate time"),
        (time_as_text, "time is <U1, not datetime64 in UTC"),
        (stray_stamp, "a stamp of time lies outside its bounds"),
        (no_bounds, "the bounds of time, time_bounds, are not on (time, bnds)"),
        (other_units, "co2: units 'µmol/mol' are not in UDUNITS spelling"),
        (no_flag, "co2: its flag Flag is not there"),
        (few_meanings, "Flag: flag_values and flag_meanings differ in number"),
        (odd_global, "global attribute header cannot be written"),
        (odd_attribute, "co2: attribute comment cannot be written"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_broken_is_noticed(broken: Callable[[xr.Dataset], xr.Dataset], said: str) -> None:
    found = violations(broken(made()))
    assert any(sentence.startswith(said) for sentence in found), found


def test_several_flags_of_one_variable_are_all_looked_for() -> None:
    dataset = made().assign(second=("time", ["O", "O"]))
    dataset.co2.attrs["ancillary_variables"] = "Flag second"
    assert violations(dataset) == []
    assert violations(dataset.drop_vars("second")) == ["co2: its flag Flag second is not there"]
