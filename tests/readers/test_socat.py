"""SOCAT tables: values, positions, time in parts or whole, flags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from tests.support.close import assert_same_numbers

from icos_ingest.dataset import violations
from icos_ingest.model import Severity
from icos_ingest.pipeline import open_dataset, validate

OSTERGARN = "ocean/ostergarnsholm_data.tab"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / OSTERGARN, sep="\t")
    with open_dataset(real_data / OSTERGARN) as ds:
        assert violations(ds) == []
        assert ds.attrs["kind"] == "trajectory"
        stamps = pd.to_datetime(truth["Date/Time"]).to_numpy("M8[ns]")
        np.testing.assert_array_equal(ds.time.to_numpy(), stamps)
        for name in ("Latitude", "Temp [C]", "fCO2water_SST_wet [uatm]", "windspeed"):
            assert_same_numbers(ds[name].to_numpy(), truth[name].to_numpy(float), name)
        assert ds["Flag [#]"].attrs["flag_scheme"] == "socat"
        assert (ds["Flag [#]"] == "9").sum() == 2871
        assert ds["fCO2water_SST_wet [uatm]"].attrs["units"] == "uatm"


def test_a_report_of_socat(sample_data: Path) -> None:
    path = sample_data / "good/SOCAT_77SE20240301.tsv"
    with open_dataset(path) as ds:
        assert ds.attrs["kind"] == "trajectory"
        assert ds.time.to_numpy()[1] == np.datetime64("2024-03-01T00:05:00")
        assert ds["fCO2rec [uatm]"].attrs["ancillary_variables"] == "fCO2rec_flag"
        assert ds["longitude [dec.deg.E]"].attrs["units"] == "degrees_east"
        assert ds["SST [deg.C]"].attrs["units"] == "degC"
        assert np.isnan(ds.sal[4])
    assert validate(path).findings == ()


def test_a_real_file_has_no_warning(real_data: Path) -> None:
    assert {finding.severity for finding in validate(real_data / OSTERGARN).findings} <= {Severity.INFO}
