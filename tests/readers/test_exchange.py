"""WHP exchange format: bottles and casts, values, flags, gaps, the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset, validate

GLODAP = "ocean/18TH19740811.exc.csv"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / GLODAP, skiprows=2, na_values=["-9999.00000"])
    with open_dataset(real_data / GLODAP) as ds:
        assert violations(ds) == []
        assert ds.attrs["kind"] == "trajectory"
        for name in truth.columns[3:]:
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[name].to_numpy(float), name)
        assert (
            ds.time.to_numpy()[[0, -1]].tolist()
            == np.array(["1974-08-13T01:03", "1974-08-14T00:42"], "M8[ns]").tolist()
        )


def test_a_reference_file_passes(real_data: Path) -> None:
    assert validate(real_data / GLODAP).findings == ()


def test_bottles_have_flags_of_their_own_schemes(sample_data: Path) -> None:
    with open_dataset(sample_data / "good/77SE20240301_hy1.csv") as ds:
        assert ds.sizes["time"] == 12
        assert ds.attrs["header_file_type"] == "BOTTLE"
        assert np.isnan(ds.TCARBN[4])
        assert ds.TCARBN.attrs == {
            "units": "umol kg-1",
            "original_units": "UMOL/KG",
            "ancillary_variables": "TCARBN_FLAG_W",
        }
        assert ds.TCARBN_FLAG_W.attrs["flag_scheme"] == "woce_water"
        assert ds.BTLNBR_FLAG_W.attrs["flag_scheme"] == "woce_bottle"
        assert ds.TCARBN_FLAG_W[4].item() == "9"


def test_a_cast_has_its_time_in_the_header(sample_data: Path) -> None:
    with open_dataset(sample_data / "good/77SE20240301_00001_ct1.csv") as ds:
        assert (ds.attrs["kind"], ds.sizes["row"]) == ("table", 12)
        assert ds.attrs["header_date"] == "20240301"
        assert ds.attrs["header_latitude"] == "57.4000"
        assert ds.CTDTMP_FLAG_W.attrs["flag_scheme"] == "woce_ctd"
        assert ds.CTDPRS.attrs["units"] == "dbar"


def test_what_follows_the_end_is_not_read() -> None:
    data = b"BOTTLE,20240601X\nEXPOCODE,DATE,TIME,SALNTY\n,,,PSS-78\nA,20240301,-999,34.5\nEND_DATA\nany, words\n"
    with open_dataset(data) as ds:
        assert ds.sizes["time"] == 1
        assert ds.time.to_numpy()[0] == np.datetime64("2024-03-01")
