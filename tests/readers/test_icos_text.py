"""The eight ICOS text formats: every reader's promises, on samples of our own and on real files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from icos_ingest.dataset import violations
from icos_ingest.pipeline import identify, open_dataset

SAMPLES = {
    "asciiAtcProductTimeSer": "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2",
    "asciiAtcFlaskTimeSer": "ICOS_ATC_LIN_98.0_FLASK.SF6",
    "asciiEtcTimeSer": "SE-Htm_fluxes_2024-03-01.csv",
    "asciiEtcHalfHourlyProductTimeSer": "ICOSETC_SE-Svb_FLUXNET_HH.csv",
    "csvWithIso8601tsFirstCol": "stilt_HTM150.csv",
    "delimitedHeaderCsv": "SITES_meteo_hourly.csv",
    "asciiOtcProductCsv": "ICOS_OTC_SOOP_L2.csv",
    "asciiOtcSocatTimeSer": "underway_SOCAT.tab",
}


@pytest.mark.parametrize(("format_", "name"), SAMPLES.items())
def test_each_sample_is_known_and_keeps_the_model(sample_data: Path, format_: str, name: str) -> None:
    path = sample_data / "good" / name
    assert identify(path).format == format_
    with open_dataset(path) as ds:
        assert violations(ds) == []
        assert ds.sizes["time"] >= 8
        assert ds.attrs["source_format"] == format_
        assert len(ds.attrs["source_sha256"]) == 64
        assert ds["time"].to_index().is_monotonic_increasing


@pytest.mark.parametrize("name", SAMPLES.values())
def test_a_path_bytes_and_a_stream_read_alike(sample_data: Path, name: str) -> None:
    path = sample_data / "good" / name
    # Without a name the station, and so its offset, cannot be told from it.
    with (
        open_dataset(path, utc_offset=1) as by_path,
        open_dataset(path.read_bytes(), utc_offset=1) as by_bytes,
    ):
        xr.testing.assert_equal(by_path, by_bytes)
        with path.open("rb") as stream, open_dataset(stream, utc_offset=1) as by_stream:
            xr.testing.assert_equal(by_path, by_stream)


class Dribble:
    """A stream that cannot be rewound and gives one byte at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        part = self._data[self._at : self._at + 1] if size else b""
        self._at += len(part)
        return part

    def close(self) -> None:
        self._data = b""


@pytest.mark.parametrize("name", SAMPLES.values())
def test_one_byte_at_a_time_reads_alike(sample_data: Path, name: str) -> None:
    data = (sample_data / "good" / name).read_bytes()
    with open_dataset(data) as whole, open_dataset(Dribble(data)) as dribbled:
        xr.testing.assert_equal(whole, dribbled)


def test_atc_times_bounds_flags_units_and_station(real_data: Path) -> None:
    with open_dataset(
        real_data / "atmosphere/ICOS_ATC_NRT_GAT_2018-04-12CO2.csv", spec="atcCo2NrtDataObject"
    ) as ds:
        assert violations(ds) == []
        assert ds.sizes["time"] == 24
        assert ds.time.to_numpy()[2] == np.datetime64("2018-04-12T02:00:00")
        assert (
            ds.time_bounds[0].to_numpy() == np.array(["2018-04-12T00:00", "2018-04-12T01:00"], "M8[ns]")
        ).all()
        assert ds.time.attrs["stamp"] == "start"
        assert np.isnan(ds.co2[-1])
        assert ds.co2.dtype == np.float32
        assert ds.co2.attrs["units"] == "umol mol-1"
        assert ds.co2.attrs["standard_name"] == "mole_fraction_of_carbon_dioxide_in_air"
        assert ds.co2.attrs["ancillary_variables"] == "Flag"
        assert "U" in ds.Flag.attrs["flag_values"]
        assert ds.attrs["station_id"] == "GAT"
        assert ds.attrs["header_measurement_scale"] == "WMOX2007"


def test_etc_stamps_are_the_end_of_the_half_hour_at_the_stations_offset(real_data: Path) -> None:
    with open_dataset(real_data / "ecosystem/fluxnet_hh.csv", utc_offset=2) as ds:
        assert violations(ds) == []
        assert ds.sizes["time"] == 29
        assert ds.time.to_numpy()[0] == np.datetime64("2017-12-31T22:30:00")
        assert ds.time_bounds.to_numpy()[0, 0] == np.datetime64("2017-12-31T22:00:00")
        assert float(ds.TA_ERA[0]) == pytest.approx(-0.9154)
        assert float(ds.TA_F[0]) == pytest.approx(-3.154)


def test_icos_sweden_is_central_european_time_with_units_in_another_encoding(real_data: Path) -> None:
    with open_dataset(real_data / "other-timeseries/SE-Htm_fluxes_2015-01-01_CP_flag.txt") as ds:
        assert violations(ds) == []
        assert ds.sizes["time"] == 48
        assert ds.time.to_numpy()[10] == np.datetime64("2015-01-01T04:30:00")
        assert float(ds.H_1_1_1[25]) == pytest.approx(3.0267)
        assert np.isnan(ds.H_1_1_1[1])
        assert ds.NEE_1_1_1.attrs["units"] == "umol m-2 s-1"


def test_sites_is_one_hour_ahead_of_utc(real_data: Path) -> None:
    for name in ("sites_delimiter.csv", "sites_daily_delimiter.csv"):
        with open_dataset(real_data / "other-timeseries" / name) as ds:
            assert violations(ds) == []
            assert ds.sizes["time"] == 6
            assert ds.time.to_numpy()[0] == np.datetime64("2014-12-31T23:00:00")


def test_a_daily_stamp_has_the_whole_day_as_its_bounds(real_data: Path) -> None:
    with open_dataset(real_data / "other-timeseries/sites_daily_delimiter.csv") as ds:
        days = ds.time_bounds[0].to_numpy()
        assert days.tolist() == np.array(["2014-12-31T23:00", "2015-01-01T23:00"], "M8[ns]").tolist()


def test_socat_is_a_trajectory_in_utc(real_data: Path) -> None:
    with open_dataset(real_data / "ocean/26NA20050107_CO2_underway_SOCATv3.tab") as ds:
        assert violations(ds) == []
        assert ds.attrs["kind"] == "trajectory"
        assert ds.sizes["time"] == 526
        assert float(ds.Longitude[2]) == pytest.approx(-42.94501)
        assert ds.Longitude.attrs["standard_name"] == "longitude"
        assert ds["Temp [°C]"].attrs["units"] == "degC"


def test_ocean_flags_are_linked_to_what_they_flag(real_data: Path) -> None:
    with open_dataset(real_data / "ocean/otc_quality_flags.csv", spec="icosOtcFosL1Product") as ds:
        assert violations(ds) == []
        assert ds.sizes["time"] == 8
        assert ds["Temp [degC]"].attrs["ancillary_variables"] == "Temp [degC] QC Flag"
        assert ds["Temp [degC]"].attrs["units"] == "degC"


def test_flask_intervals_come_from_their_own_columns(real_data: Path) -> None:
    name = "ICOS_ATC_L1_FAST_TRACK_L1-FastTrack-2025.1_CBW_207.0_1480_FLASK.14C"
    with open_dataset(real_data / "atmosphere" / name) as ds:
        assert violations(ds) == []
        lengths = np.diff(ds.time_bounds.to_numpy(), axis=1).ravel() / np.timedelta64(1, "s")
        assert lengths[4] == 3601
        assert set(lengths) == {3600, 3601}
