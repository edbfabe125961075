"""TOA5: values, stamps on the logger's clock, units, gaps, and headers that are not whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

FEUD = "other-timeseries/TOA5_Feud.meteo_12.dat"
HEAD = """"TOA5","Htm","CR1000X","1","OS","CPU:x.CR1X","7","meteo"
"TIMESTAMP","RECORD","TA_Avg"
"TS","RN","Deg C"
"","","Avg"
"""


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / FEUD, skiprows=[0, 2, 3])
    with open_dataset(real_data / FEUD, time_zone="+01:00") as ds:
        assert violations(ds) == []
        assert ds.attrs["header_station"] == "Feud"
        assert ds.attrs["header_logger"] == "CR3000"
        for name in truth.columns[1:]:
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[name].to_numpy(float))
        assert ds.Rnet_Avg.attrs["units"] == "W m-2"
        assert ds.Pressure_Avg[0].item() == 100.0116
        assert ds.time.to_numpy()[[0, -1]].tolist() == _ns("2012-03-28T11:00", "2012-04-04T16:00")
        assert ds.time.attrs["stamp"] == "end"
        assert ds.time_bounds[0].to_numpy().tolist() == _ns("2012-03-28T10:30", "2012-03-28T11:00")


def _ns(*texts: str) -> list[int]:
    return np.array(texts, "M8[ns]").tolist()


def test_the_clock_is_taken_as_utc_and_that_is_said(real_data: Path) -> None:
    with open_dataset(real_data / FEUD) as ds:
        assert ds.time.to_numpy()[0] == np.datetime64("2012-03-28T12:00")
        assert "taken as UTC" in ds.time.attrs["comment"]


def test_nan_in_quotes_is_missing_and_fractions_of_seconds_count() -> None:
    rows = '"2024-03-01 00:00:00.1",1,"NAN"\n"2024-03-01 00:00:00.2",2,4.5\n'
    with open_dataset((HEAD + rows).encode()) as ds:
        assert np.isnan(ds.TA_Avg[0])
        assert ds.TA_Avg[1].item() == 4.5
        assert ds.time.to_numpy()[1] == np.datetime64("2024-03-01T00:00:00.200")
        assert ds.TA_Avg.attrs["units"] == "degC"


def test_a_clock_with_summer_time_shows_an_hour_twice() -> None:
    rows = '"2024-10-27 01:30:00",1,1\n"2024-10-27 02:30:00",2,2\n"2024-10-27 03:30:00",3,3\n'
    with open_dataset((HEAD + rows).encode(), time_zone="Europe/Stockholm") as ds:
        times = ds.time.to_numpy()
        assert times[0] == np.datetime64("2024-10-26T23:30")
        assert np.isnat(times[1])
        assert times[2] == np.datetime64("2024-10-27T02:30")


def test_a_table_without_stamps_has_rows(real_data: Path) -> None:
    name = "exampledata_ETH-RECORD-TOA5-CSVGZ-20HZ_CH-FRU_ec_20240404-1300.csv.gz"
    with open_dataset(real_data / "other-timeseries" / name) as ds:
        assert (ds.attrs["kind"], ds.sizes["row"]) == ("table", 96)
        assert ds.T_SONIC[0].item() == 286.38


@pytest.mark.parametrize(
    ("number", "code"),
    [("02", "H401"), ("05", "H401"), ("06", "H401"), ("08", "H401"), ("10", "C201"), ("11", "C201")],
)
def test_headers_that_their_owners_call_bad_are_found(real_data: Path, number: str, code: str) -> None:
    report = validate(real_data / f"other-timeseries/TestLogger_Hourly_Bad{number}.dat")
    assert code in {finding.code for finding in report.findings}


@pytest.mark.parametrize("name", ["TOA5_Feud.meteo_12.dat", "TestLogger_Hourly_1.dat"])
def test_good_files_pass(real_data: Path, name: str) -> None:
    assert str(validate(real_data / "other-timeseries" / name).quality) == "pass"
