"""EddyPro full output: values, units, flags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.support.close import assert_same_numbers

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

FRU = "other-timeseries/eddypro_full_output_CH-FRU.csv"
HEAD = "file_info,,,fluxes,\nfilename,date,time,H,qc_H\n,[yyyy-mm-dd],[HH:MM],[W+1m-2],[#]\n"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / FRU, skiprows=[0, 2], na_values=["-9999"])
    with open_dataset(real_data / FRU, utc_offset=1) as ds:
        assert violations(ds) == []
        for name in truth.columns[3:]:
            if not name.startswith("qc_"):
                assert_same_numbers(ds[name].to_numpy(), truth[name].to_numpy(float), name)
        flags = ["" if np.isnan(flag) else str(int(flag)) for flag in truth.qc_co2_flux]
        assert ds.qc_co2_flux.to_numpy().tolist() == flags
        assert flags.count("2") == 18


def test_stamps_units_and_flags(real_data: Path) -> None:
    with open_dataset(real_data / FRU, utc_offset=1) as ds:
        assert ds.time.to_numpy()[[0, -1]].tolist() == _ns("2024-03-29T00:30", "2024-04-07T18:00")
        assert ds.time_bounds[0, 0].to_numpy() == np.datetime64("2024-03-29T00:00")
        assert ds.co2_flux.attrs["ancillary_variables"] == "qc_co2_flux"
        assert ds.qc_co2_flux.attrs["flag_scheme"] == "ssitc"
        assert ds.air_pressure.attrs["units"] == "Pa"
        assert ds.wind_dir.attrs["units"] == "degree"
        assert "units" not in ds.daytime.attrs


def _ns(*texts: str) -> list[int]:
    return np.array(texts, "M8[ns]").tolist()


@pytest.mark.parametrize(("grade", "scheme"), [("2", "ssitc"), ("7", None)])
def test_grades_of_another_policy_are_no_flags_of_three(grade: str, scheme: str | None) -> None:
    with open_dataset(f"{HEAD}a.ghg,2024-03-01,00:30,1.5,{grade}\n".encode()) as ds:
        assert ds.qc_H.attrs.get("flag_scheme") == scheme
        assert ds.H.attrs["ancillary_variables"] == "qc_H"


def test_a_real_file_passes(real_data: Path) -> None:
    assert validate(real_data / FRU).findings == ()
