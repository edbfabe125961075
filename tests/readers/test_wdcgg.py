"""WDCGG text, old and present: values, intervals, zone, gaps, flags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

AMS = "other-timeseries/ams137s00.lsce.as.cn.co2.nl.mo.dat"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / AMS, skiprows=32, sep=r"\s+", header=None, quoting=3)
    with open_dataset(real_data / AMS) as ds:
        assert violations(ds) == []
        np.testing.assert_array_equal(ds.time.to_numpy(), pd.to_datetime(truth[0]).to_numpy("M8[ns]"))
        measured = truth[4].where(truth[4] > 0).to_numpy()
        np.testing.assert_array_equal(ds.CO2.to_numpy(), measured)
        assert int(np.isnan(ds.CO2).sum()) == 22
        assert ds.CO2[0].item() == 338.381
        np.testing.assert_array_equal(ds.SD.to_numpy(), truth[6].where(truth[6] >= 0).to_numpy())
        np.testing.assert_array_equal(ds.ND.to_numpy(), truth[5].where(truth[5] >= 0).to_numpy())


def test_months_units_and_header(real_data: Path) -> None:
    with open_dataset(real_data / AMS) as ds:
        assert ds.CO2.attrs["units"] == "ppm"
        assert ds.SD.attrs["units"] == "ppm"
        assert ds.time_bounds[1, 1].to_numpy() == np.datetime64("1981-03-01")
        assert ds.attrs["header_station_name"] == "Amsterdam Island"
        assert "provided without charge" in ds.attrs["header_credit_for_use"]
        assert set(ds.END_DATE.to_numpy()) == {"9999-99-99"}


def test_the_present_form(sample_data: Path) -> None:
    with open_dataset(sample_data / "good/co2_htm_wdcgg_hourly.txt") as ds:
        assert ds.time.to_numpy()[1] == np.datetime64("2024-03-01T01:00")
        assert ds.time_bounds[1, 1].to_numpy() == np.datetime64("2024-03-01T02:00")
        assert ds.value.attrs["ancillary_variables"] == "QCflag"
        assert ds.QCflag.attrs["flag_scheme"] == "wdcgg"
        assert ds.QCflag[4].item() == "3"
        assert np.isnan(ds.value[4])
        assert ds.end_hour[1].item() == 2


def test_the_header_names_the_zone() -> None:
    head = "C01 TITLE: x\nC02 TIME ZONE: UTC+9\nC03 PARAMETER: CO2\nC04   DATE  TIME  CO2\n"
    with open_dataset(f"{head}2024-03-01 09:00 421.5\n2024-03-01 10:00 421.6\n".encode()) as ds:
        assert ds.time.to_numpy()[0] == np.datetime64("2024-03-01T00:00")


def test_files_pass(real_data: Path, sample_data: Path) -> None:
    assert validate(real_data / AMS).findings == ()
    assert validate(sample_data / "good/co2_htm_wdcgg_hourly.txt").findings == ()
