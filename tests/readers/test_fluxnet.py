"""FLUXNET of days to years and of hours: stamps, spans, fractions and whole numbers as flags, units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.support.close import assert_same_numbers

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

GDS = "ecosystem/FLX_DK-Gds_FLUXNET2015_FULLSET_{}_2020-2020_beta-3.csv"
TITLES = "TA_F,TA_F_QC,NEE_VUT_REF,NEE_VUT_REF_QC\n"


@pytest.mark.parametrize("resolution", ["DD", "MM"])
def test_every_value_is_that_of_pandas(real_data: Path, resolution: str) -> None:
    path = real_data / GDS.format(resolution)
    truth = pd.read_csv(path, na_values=["-9999"])
    with open_dataset(path) as ds:
        assert violations(ds) == []
        for name in truth.columns[1:]:
            assert_same_numbers(ds[name].to_numpy(), truth[name].to_numpy(float))


def test_a_day_is_local_and_its_flag_a_fraction(real_data: Path) -> None:
    with open_dataset(real_data / GDS.format("DD")) as ds:
        assert ds.time.to_numpy()[0] == np.datetime64("2019-12-31T23:00")  # Denmark is an hour ahead
        assert ds.time_bounds[0, 1].to_numpy() == np.datetime64("2020-01-01T23:00")
        assert ds.TA_F.attrs["ancillary_variables"] == "TA_F_QC"
        assert ds.TA_F_QC.attrs["flag_scheme"] == "fluxnet_fraction"
        assert ds.TA_F_QC.attrs["valid_range"] == [0.0, 1.0]
        assert ds.TA_F_QC[-1].item() == 1.0
        assert ds.NEE_VUT_REF.attrs["units"] == "g m-2 d-1"
        assert ds.P_F.attrs["units"] == "mm d-1"
        assert int(np.isnan(ds.TA_F_MDS).sum()) == 291


def test_a_month_has_its_own_length(real_data: Path) -> None:
    with open_dataset(real_data / GDS.format("MM")) as ds:
        days = np.diff(ds.time_bounds.to_numpy(), axis=1).ravel() / np.timedelta64(1, "D")
        assert days.tolist() == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        assert ds.NEE_VUT_REF_QC[-1].item() == 0.477151


def test_hours_have_whole_numbers_as_flags(sample_data: Path) -> None:
    with open_dataset(sample_data / "good/FLX_SE-Htm_FLUXNET2015_SUBSET_HR_2024-2024_1-4.csv") as ds:
        assert ds.attrs["source_format"] == "fluxnet"
        assert ds.time.to_numpy()[0] == np.datetime64("2024-03-01T00:00")  # 01:00 in Sweden
        assert ds.time_bounds[0, 0].to_numpy() == np.datetime64("2024-02-29T23:00")
        assert ds.TA_F_QC.attrs["flag_scheme"] == "fluxnet_met_qc"
        assert ds.NEE_VUT_REF_QC.attrs["flag_scheme"] == "fluxnet_qc"
        assert ds.NEE_VUT_REF_QC.to_numpy()[:5].tolist() == ["0", "1", "2", "3", ""]
        assert ds.NEE_VUT_REF.attrs["units"] == "umol m-2 s-1"


def test_weeks_and_years() -> None:
    week = f"TIMESTAMP_START,TIMESTAMP_END,{TITLES}20200101,20200107,1.5,0.5,-1,1\n".encode()
    with open_dataset(week) as ds:
        assert ds.time.to_numpy()[0] == np.datetime64("2020-01-01")
        assert ds.NEE_VUT_REF.attrs["units"] == "g m-2 d-1"
        assert ds.TA_F_QC.attrs["flag_scheme"] == "fluxnet_fraction"
    with open_dataset(f"TIMESTAMP,{TITLES}2020,1.5,0.5,-100,1\n".encode()) as ds:
        assert ds.time_bounds[0, 1].to_numpy() == np.datetime64("2021-01-01")
        assert ds.NEE_VUT_REF.attrs["units"] == "g m-2 year-1"


def test_a_fraction_beyond_one_is_found() -> None:
    report = validate(f"TIMESTAMP,{TITLES}20200101,1.5,3,-1,1\n".encode())
    (finding,) = [one for one in report.findings if one.code == "Q101"]
    assert finding.expected == "a number from 0 to 1"


@pytest.mark.parametrize("resolution", ["DD", "MM"])
def test_real_files_pass(real_data: Path, resolution: str) -> None:
    assert validate(real_data / GDS.format(resolution)).findings == ()
