"""AmeriFlux BASE and FP-In: values, stamps, units, flags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from icos_ingest.dataset import violations
from icos_ingest.pipeline import identify, open_dataset, validate

CRT = "ecosystem/AMF_US-CRT_BASE_HH_2-5.csv"
ROWS = "TIMESTAMP_START,TIMESTAMP_END,FC,FC_SSITC_TEST\n202403010000,202403010100,-9999,-9999\n202403010100,202403010200,1.5,2\n"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / CRT, skiprows=2, na_values=["-9999"])
    with open_dataset(real_data / CRT, utc_offset=-5) as ds:
        assert violations(ds) == []
        for name in truth.columns[2:]:
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[name].to_numpy(float))
        assert ds.attrs["header_site"] == "US-CRT"
        assert ds.attrs["header_version"] == "2-5"
        assert ds.time.to_numpy()[0] == np.datetime64("2011-01-01T05:30")
        assert ds.time_bounds[0, 0].to_numpy() == np.datetime64("2011-01-01T05:00")
        assert ds.CH4.dtype.kind == "f"
        assert ds.PA.attrs["units"] == "kPa"
        assert ds.NEE_PI.attrs["units"] == "umol m-2 s-1"
        assert int(np.isnan(ds.FC).sum()) == 58


def test_a_base_file_passes(real_data: Path) -> None:
    assert validate(real_data / CRT).findings == ()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("US-CRT_HR_202403010000_202403010200.csv", "ameriflux-fp-in"),
        ("fluxes.csv", "fluxnet"),
    ],
)
def test_an_upload_is_told_by_its_name(tmp_path: Path, name: str, word: str) -> None:
    path = tmp_path / name
    path.write_text(ROWS)
    assert identify(path).format == word


def test_flags_and_hours_of_an_upload(tmp_path: Path) -> None:
    path = tmp_path / "US-CRT_HR_202403010000_202403010200.csv"
    path.write_text(ROWS)
    with open_dataset(path) as ds:
        assert ds.FC.attrs["ancillary_variables"] == "FC_SSITC_TEST"
        assert ds.FC_SSITC_TEST.attrs["flag_scheme"] == "ssitc"
        assert ds.FC_SSITC_TEST.to_numpy().tolist() == ["", "2"]
        assert np.diff(ds.time_bounds.to_numpy(), axis=1).ravel()[0] == np.timedelta64(1, "h")
