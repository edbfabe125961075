"""Raw files of ecosystem stations: values, stamps of twelve and fourteen digits, units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from icos_ingest.dataset import violations
from icos_ingest.pipeline import identify, open_dataset, validate

DAV = "ecosystem/CH-Dav_BM_20230328_L02_F03.zip"


def test_every_value_is_that_of_pandas(real_data: Path) -> None:
    truth = pd.read_csv(real_data / DAV, skiprows=[1])
    with open_dataset(real_data / DAV) as ds:
        assert violations(ds) == []
        assert ds.attrs["source_format"] == "etc-bm"
        names = [name for name in truth.columns[1:] if name in ds and truth[name].dtype.kind in "if"]
        assert len(names) > 20
        for name in names:
            np.testing.assert_array_equal(ds[name].to_numpy(), truth[name].to_numpy(float), name)


def test_stamps_are_local_and_ten_seconds_apart(real_data: Path) -> None:
    with open_dataset(real_data / DAV) as ds:
        assert ds.time.to_numpy()[0] == np.datetime64("2023-03-27T23:00:10")  # 00:00:10 at Davos
        assert ds.time_bounds[0, 0].to_numpy() == np.datetime64("2023-03-27T23:00:00")
        assert ds.SW_IN_IU_1_1_1.attrs["units"] == "mV"


@pytest.mark.parametrize(
    ("name", "word"),
    [("SE-Htm_BM_20240301_L02_F01.csv", "etc-bm"), ("SE-Htm_EC_202403010030_L01_F01.csv", "etc-ec")],
)
def test_samples_are_told_apart_and_pass(sample_data: Path, name: str, word: str) -> None:
    path = sample_data / "good" / name
    assert identify(path).format == word
    assert validate(path).findings == ()


def test_tenths_of_seconds_and_stamps_of_minutes(sample_data: Path) -> None:
    with open_dataset(sample_data / "good/SE-Htm_EC_202403010030_L01_F01.csv") as ds:
        assert ds.time.to_numpy()[1] == np.datetime64("2024-02-29T23:00:00.100")
        assert "stamp" not in ds.time.attrs
    with open_dataset(b"TIMESTAMP,TA_1_1_1\n202403010030,4.5\n202403010100,-9999\n") as ds:
        assert ds.attrs["source_format"] == "etc-bm"
        assert ds.TA_1_1_1.attrs["units"] == "degC"
        assert np.isnan(ds.TA_1_1_1[1])
