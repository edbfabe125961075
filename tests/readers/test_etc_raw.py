"""Raw files of ecosystem stations: values, stamps of twelve and fourteen digits, units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.dataset import violations
from icos_ingest.model import Source
from icos_ingest.pipeline import identify, open_dataset, validate
from icos_ingest.schema import half_hour, raw_name

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


def facts(name: str) -> dict[str, str]:
    with open_dataset(Source.of(b"TIMESTAMP,TA_1_1_1\n20240301003000,4.5\n", name=name)) as ds:
        return {key: value for key, value in ds.attrs.items() if key.startswith("header_")}


def test_what_the_name_says_are_header_facts(real_data: Path) -> None:
    assert facts("SE-Htm_BM_20240301_L02_F01.csv") == {
        "header_site_id": "SE-Htm",
        "header_logger_number": "2",
        "header_file_number": "1",
        "header_period": "2024-03-01T00:00 2024-03-02T00:00",
        "header_file_type": "BM",
    }
    assert facts("FA-Lso_EC_201202040437_L03_F12.csv")["header_period"] == "2012-02-04T04:07 2012-02-04T04:37"
    assert facts("data.csv") == {"header_file_type": "BM"}
    with open_dataset(real_data / DAV) as ds:
        assert (ds.attrs["header_site_id"], ds.attrs["header_logger_number"]) == ("CH-Dav", "2")
    assert validate(real_data / DAV, select=["H", "T"]).findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "SE-Htm_BM_202403010030_L02_F01.csv",  # a time of day, which BM may not have
        "SE-Htm_EC_20240301_L02_F01.csv",
        "SE-Htm_XX_20240301_L02_F01.csv",
        "SE-Htm-BM-20240301-L02-F01.csv",
        "SEE-Htm_BM_20240301_L02_F01.csv",
        "SE-Htm_BM_20240301_F01.csv",
        "SE-Htm_BM_20240231_L02_F01.csv",
        "SE-Htm_BM_00000000_L02_F01.csv",
        "SE-Htm_BM_99991231_L02_F01.csv",
    ],
)
def test_a_name_that_is_none_of_a_raw_file_says_nothing(name: str) -> None:
    assert facts(name) == {"header_file_type": "BM"}


@pytest.mark.parametrize(
    "name",
    [
        "BE-Lon_BM_20170815_L99_F01.dat",
        "FA-Lso_SAHEAT_20100603_L01_F02.txt",
        "FA-lso_PHEN_202212040430_L03_F01.zip",
        "BE-Lon_EC_201708150430_L01_F01_img.zip",
    ],
)
def test_names_that_the_portal_takes(name: str) -> None:
    found = raw_name(name)
    assert found is not None
    assert found.start <= found.end


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Z]{2}-[A-Z][a-z]{2}_(EC|BM)_\d{8,12}_L\d\d_F\d\d\.csv", fullmatch=True)
)
def test_no_name_is_too_odd(name: str) -> None:
    assert (found := raw_name(name)) is None or found.start < found.end


def test_a_raw_file_under_a_wrong_name(sample_data: Path) -> None:
    data = (sample_data / "good" / "SE-Htm_EC_202403010030_L01_F01.csv").read_bytes()
    found = {f.code: f for f in validate(data, name="SE-Htm_BM_20230301_L01_F01.csv").findings}
    assert found.keys() == {"H201", "T206"}
    assert found["H201"].message == "FILE TYPE is 'EC' in the header and BM in the name"
    assert "2023-03-01T00:00 to 2023-03-02T00:00 that the file's name gives" in found["T206"].message
    assert found["T206"].place.line == 2


@pytest.mark.parametrize(
    ("clock", "day", "slot"),
    [("0027", 4, 0), ("0107", 4, 1), ("2323", 4, 46), ("2346", 4, 47), ("0014", 3, 47), ("0000", 3, 47)],
)
def test_an_end_that_is_off_by_up_to_a_quarter_is_of_its_half_hour(clock: str, day: int, slot: int) -> None:
    found = raw_name(f"FA-Lso_EC_20120204{clock}_L03_F12.csv")
    assert found is not None
    assert (half_hour(found)[0].day, half_hour(found)[1]) == (day, slot)
