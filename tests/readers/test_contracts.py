"""Every reader keeps the contract of readers, on the project's own samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from icos_ingest import registry
from icos_ingest.testing import ReaderContract

GOOD = Path(__file__).parents[2] / "sample_data" / "good"
SAMPLES = {
    "ameriflux": ["AMF_SE-Htm_BASE_HH_1-5.csv", "SE-Htm_HH_202403010000_202403011200.csv"],
    "ascii_atc_flask_time_ser": ["ICOS_ATC_LIN_98.0_FLASK.SF6"],
    "ascii_atc_product_time_ser": ["ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"],
    "ascii_etc_half_hourly_product_time_ser": ["ICOSETC_SE-Svb_FLUXNET_HH.csv"],
    "ascii_etc_time_ser": ["SE-Htm_fluxes_2024-03-01.csv"],
    "ascii_otc_product_csv": ["ICOS_OTC_SOOP_L2.csv"],
    "ascii_otc_socat_time_ser": ["underway_SOCAT.tab"],
    "atc_small_header": ["htm.co2.1minute.150m.min.dat"],
    "badm": ["SE-Htm_BADM.csv"],
    "compressed": ["logger.csv.gz", "logger.csv.bz2"],
    "csv_with_iso8601ts_first_col": ["stilt_HTM150.csv"],
    "delimited_header_csv": ["SITES_meteo_hourly.csv"],
    "delimited_text": ["logger.csv"],
    "eddypro_full": ["eddypro_SE-Htm_full_output.csv"],
    "etc_raw": ["SE-Htm_BM_20240301_L02_F01.csv", "SE-Htm_EC_202403010030_L01_F01.csv"],
    "exchange": ["77SE20240301_hy1.csv", "77SE20240301_00001_ct1.csv"],
    "fluxnet": [
        "FLX_SE-Htm_FLUXNET2015_FULLSET_DD_2024-2024_1-4.csv",
        "FLX_SE-Htm_FLUXNET2015_SUBSET_HR_2024-2024_1-4.csv",
    ],
    "gcwerks": ["htm.picarro.hourly.150m.dat"],
    "hdf5": ["spectra.h5"],
    "image": ["phenocam.jpg", "phenocam.png"],
    "julia_code": ["fit.jl"],
    "netcdf": ["fluxes.nc"],
    "noaa_event": ["co2_htm_surface-flask_event.txt"],
    "notebook": ["notebook.ipynb"],
    "obspack_text": ["co2_htm_tower-insitu_obspack.txt"],
    "python_code": ["analysis.py"],
    "r_code": ["plot.R"],
    "socat": ["SOCAT_77SE20240301.tsv"],
    "tar_archive": ["station.tar"],
    "tiff": ["landcover.tif"],
    "toa5": ["logger_TOA5.dat"],
    "wdcgg": ["htm_wdcgg_monthly.dat", "co2_htm_wdcgg_hourly.txt"],
    "xlsx": ["gpp.xlsx"],
    "zip_archive": ["ICOS_ATC_NRT_HTM_2024-03-01.zip"],
}
EXEMPT = {"hdf4": "its contract stands in test_hdf4.py, where an extra's library makes the sample"}
NO_DATA = {"compressed", "julia_code", "notebook", "python_code", "r_code", "tar_archive", "zip_archive"}
"""Readers whose contents are members or code, which are no dataset of their own."""


def test_every_reader_has_a_sample() -> None:
    assert {*SAMPLES, *EXEMPT} == set(registry.readers())


@pytest.fixture(params=sorted(SAMPLES))
def chosen(request: pytest.FixtureRequest) -> str:
    return request.param


class TestEveryReader(ReaderContract):
    @pytest.fixture(autouse=True)
    def _of(self, chosen: str) -> None:
        self.reader = chosen
        self.samples = tuple(GOOD / name for name in SAMPLES[chosen])
        self.is_data = chosen not in NO_DATA
