"""Whitespace tables of the atmosphere network: GCWerks, NOAA flasks, ObsPack text, the ATC's small header."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

OTHER = "other-timeseries"


def test_gcwerks(real_data: Path) -> None:
    path = real_data / OTHER / "bsd.picarro.hourly.108m.min.dat"
    truth = pd.read_csv(path, skiprows=3, sep=r"\s+", header=None)
    with open_dataset(path) as ds:
        assert violations(ds) == []
        for cell, name in {4: "ch4", 5: "ch4_stdev", 6: "ch4_N", 7: "co2", 12: "co_N"}.items():
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[cell].to_numpy(float), name)
        assert ds.time.to_numpy()[[0, -1]].tolist() == _ns("2014-01-30T11:20:45", "2021-01-05T23:30:06")
        assert ds.ch4.attrs["units"] == "nmol mol-1"
        assert ds.co2_stdev.attrs["units"] == "umol mol-1"
        assert set(ds.type.to_numpy()) == {"air"}
    assert validate(path).findings == ()


def _ns(*texts: str) -> list[int]:
    return np.array(texts, "M8[ns]").tolist()


def test_repeated_rows_of_gcwerks_are_found(real_data: Path) -> None:
    report = validate(real_data / OTHER / "bsd.picarro.1minute.42m.dupes.dat")
    assert {finding.code for finding in report.findings} & {"T201", "T202"}


def test_noaa_flask_events(real_data: Path) -> None:
    path = real_data / OTHER / "ch4_scsn06_surface-flask_1_ccgg_event.txt"
    with open_dataset(path) as ds:
        assert violations(ds) == []
        assert ds.analysis_value.to_numpy()[:2].tolist() == [1713.21, 1710.44]
        assert ds.analysis_value.attrs["units"] == "nmol mol-1"
        assert ds.analysis_value.attrs["ancillary_variables"] == "analysis_flag"
        assert ds.analysis_flag[0].item() == "..."
        assert ds.time.to_numpy()[0] == np.datetime64("1991-07-05T17:00")
        assert ds.attrs["header_contact_name"] == "Ed Dlugokencky"
        assert ds.event_number[0].item() == "109025"
    assert validate(path).findings == ()


def test_obspack_text(real_data: Path) -> None:
    path = real_data / OTHER / "ch4_aoa_aircraft-flask_19_allvalid.txt"
    truth = pd.read_csv(path, comment="#", sep=r"\s+", na_values=["-999.999"])
    with open_dataset(path) as ds:
        assert violations(ds) == []
        assert ds.attrs["kind"] == "trajectory"
        np.testing.assert_array_equal(ds.time.to_numpy(), pd.to_datetime(truth.midpoint_time, unit="s"))
        for name in ("value", "latitude", "altitude", "elevation"):
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[name].to_numpy(float), name)
        assert ds.value.attrs["units"] == "mol mol-1"
        assert ds.time.attrs["stamp"] == "middle"
        assert np.isnan(ds.elevation).all()


def test_the_small_header_of_the_atc(real_data: Path) -> None:
    path = real_data / "atmosphere/tta.co2.1minute.222m.min.dat"
    with open_dataset(path) as ds:
        assert violations(ds) == []
        assert ds.time.to_numpy()[[0, -1]].tolist() == _ns("2011-03-29T23:59", "2013-01-17T18:06")
        assert np.isnan(ds.co2[0])
        assert ds.co2[1].item() == 401.645
        assert (ds.Flag == "N").sum() == 4
        assert ds.co2.attrs["ancillary_variables"] == "Flag"
        assert ds.Flag.attrs["flag_scheme"] == "atc"
        assert any("AutoDescriptiveFlag" in note for note in np.atleast_1d(ds.attrs["notes"]))
    assert validate(path).findings == ()


def test_gaps_of_the_samples_are_missing(sample_data: Path) -> None:
    for name, variable in {
        "htm.picarro.hourly.150m.dat": "ch4",
        "co2_htm_surface-flask_event.txt": "analysis_value",
        "co2_htm_tower-insitu_obspack.txt": "value",
        "htm.co2.1minute.150m.min.dat": "co2",
    }.items():
        with open_dataset(sample_data / "good" / name) as ds:
            assert np.flatnonzero(np.isnan(ds[variable])).tolist() == [4], name
