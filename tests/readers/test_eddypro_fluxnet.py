"""EddyPro's FLUXNET output is the portal's half-hourly format; without a specification its names still tell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset

FILES = (
    "eddypro_CH-HON_FR-20240818-090003_fluxnet_2024-08-18T090018_adv.csv",
    (
        "exampledata_EDDYPRO-FLUXNET-CSV-30MIN_2017_eddypro_CH-FRU_FR-20230425-205849_fluxnet_2023-04-26T204736"
        "_adv.csv"
    ),
)


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_that_of_pandas(real_data: Path, name: str) -> None:
    path = real_data / "ecosystem" / name
    truth = pd.read_csv(path, na_values=["-9999"])
    with open_dataset(path, utc_offset=1) as ds:
        assert violations(ds) == []
        end = pd.to_datetime(truth.TIMESTAMP_END.astype(str), format="%Y%m%d%H%M") - pd.Timedelta(hours=1)
        np.testing.assert_array_equal(ds.time.to_numpy(), end.to_numpy("M8[ns]"))
        for title in ("TAU", "H", "LE", "FC", "CO2", "TA_EP", "PA_EP", "USTAR", "FETCH_90"):
            np.testing.assert_array_equal(ds[title].to_numpy(), truth[title].to_numpy(float), title)
        flags = ["" if np.isnan(flag) else str(int(flag)) for flag in truth.FC_SSITC_TEST]
        assert ds.FC_SSITC_TEST.to_numpy().tolist() == flags


def test_units_and_flags_come_from_the_names(real_data: Path) -> None:
    with open_dataset(real_data / "ecosystem" / FILES[0]) as ds:
        assert ds.FC.attrs["units"] == "umol m-2 s-1"
        assert ds.TA_EP.attrs["units"] == "degC"
        assert ds.FC.attrs["ancillary_variables"] == "FC_SSITC_TEST"
        assert ds.ET_SSITC_TEST.attrs["flag_scheme"] == "ssitc"
