"""Several files of one series open as one, and what does not fit together is said."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

import icos_ingest
from icos_ingest import IcosIngestError, SeriesWarning, open_mfdataset, validate_series
from icos_ingest.dataset import violations

DAY = np.datetime64("2018-12-31T00:00", "m")


def write(path: Path, first: int, cells: list[str], head: str = "TIMESTAMP,TA,remark", step: int = 1) -> Path:
    """Hourly rows from an hour after DAY on."""
    stamps = [DAY + np.timedelta64(60 * (first + step * i), "m") for i in range(len(cells))]
    path.write_text(head + "\n" + "".join(f"{t}:00Z,{cell}\n" for t, cell in zip(stamps, cells, strict=True)))
    return path


def numbers(first: int, last: int) -> list[str]:
    return [f"{h}.5,ok" for h in range(first, last)]


def told(report) -> dict[str, str]:
    return {finding.code: finding.message for finding in report.findings}


@pytest.fixture
def year(tmp_path):
    """A file that ends with 00:00 of the next year."""
    return write(tmp_path / "a.csv", 0, numbers(0, 25))


def test_a_year_that_ends_with_the_first_row_of_the_next(year, tmp_path):
    after = write(tmp_path / "b.csv", 24, numbers(24, 48))
    ds = open_mfdataset([after, year])
    assert ds["TA"].values.tolist() == [h + 0.5 for h in range(48)]
    assert ds.indexes["time"].is_unique
    assert ds.indexes["time"].is_monotonic_increasing
    assert ds.attrs["source_file"] == "a.csv, b.csv"
    assert "1 rows of b.csv repeat rows of the files before, and are left out" in ds.attrs["notes"]
    assert violations(ds) == []
    report = validate_series([year, after])
    assert {f.code: (str(f.severity), f.count) for f in report.findings} == {"F402": ("info", 1)}
    assert report.ok


def test_a_glob_and_one_file(year, tmp_path):
    write(tmp_path / "b.csv", 24, numbers(24, 48))
    assert open_mfdataset(str(tmp_path / "*.csv")).sizes["time"] == 48
    assert open_mfdataset(year).sizes["time"] == 25
    with pytest.raises(IcosIngestError, match="no file is called like that"):
        open_mfdataset(str(tmp_path / "*.txt"))
    with pytest.raises(IcosIngestError, match="no file to open"):
        open_mfdataset([])


def test_files_that_contradict_each_other(year, tmp_path):
    after = write(tmp_path / "b.csv", 24, ["99.5,ok", *numbers(25, 30)])
    with pytest.raises(
        IcosIngestError, match=r"TA at 2019-01-01T00:00:00Z is 24.5 before b.csv and 99.5 in it"
    ):
        open_mfdataset([year, after])
    kept = {}
    for conflicts in ("keep", "first", "last"):
        with pytest.warns(SeriesWarning, match="TA at 2019-01-01T00:00:00Z"):
            ds = open_mfdataset([year, after], conflicts=conflicts)
        kept[conflicts] = ds["TA"].sel(time="2019-01-01T00:00").values.ravel().tolist()
    assert kept == {"keep": [24.5, 99.5], "first": [24.5], "last": [99.5]}
    (finding,) = validate_series([year, after]).findings
    assert (finding.code, finding.severity, finding.place.value) == ("F401", "error", "2019-01-01T00:00:00Z")
    with pytest.raises(IcosIngestError, match="conflicts is 'middle'"):
        open_mfdataset([year], conflicts="middle")


def test_a_missing_value_agrees_with_any(tmp_path):
    one = write(tmp_path / "a.csv", 0, [*numbers(0, 5), ",ok"])
    other = write(tmp_path / "b.csv", 5, ["5.5,", *numbers(6, 9)])
    ds = open_mfdataset([one, other])
    assert ds["TA"].values.tolist() == [h + 0.5 for h in range(9)]
    assert ds["remark"].values.tolist() == ["ok"] * 9


def test_a_gap_between_files(year, tmp_path):
    after = write(tmp_path / "b.csv", 30, numbers(30, 40))
    with pytest.warns(SeriesWarning, match=r"between a.csv and b.csv 5 rows are missing"):
        ds = open_mfdataset([year, after])
    assert ds.sizes["time"] == 35
    (finding,) = validate_series([year, after]).findings
    assert (finding.code, finding.severity, finding.count) == ("F403", "warning", 5)


def test_other_columns_are_said_and_missing(year, tmp_path):
    after = write(tmp_path / "b.csv", 25, numbers(25, 30), "TIMESTAMP,Ta,remark")
    with pytest.warns(SeriesWarning, match="the column T[Aa] of") as said:
        ds = open_mfdataset([year, after])
    assert len(said) == 2
    assert np.isnan(ds["TA"][25:]).all()
    assert np.isnan(ds["Ta"][:25]).all()
    assert told(validate_series([year, after])).keys() == {"F404"}


def test_a_column_of_text_in_one_file(year, tmp_path):
    after = write(tmp_path / "b.csv", 25, ["cold,ok", "warm,ok", "hot,ok"])
    with pytest.raises(IcosIngestError, match="the column TA is text in one of"):
        open_mfdataset([year, after])
    assert {f.severity for f in validate_series([year, after]).findings} == {"error"}


def test_another_unit_is_converted_and_said(tmp_path):
    one = write(tmp_path / "a.csv", 0, numbers(0, 5), "TIMESTAMP,PA [hPa],remark")
    other = write(tmp_path / "b.csv", 5, numbers(5, 9), "TIMESTAMP,PA [hPa],remark")
    with icos_ingest.open_dataset(one) as a, icos_ingest.open_dataset(other) as b:
        parts = {"a": a.load(), "b": b.load()}
    (name,) = (n for n in parts["a"].data_vars if "PA" in n)
    parts["a"][name].attrs["units"] = "hPa"
    parts["b"][name].attrs["units"] = "kPa"
    ds, found = icos_ingest.dataset.join_series(parts, "raise")
    assert ds[name].values[-1] == pytest.approx(85)
    assert [fault.kind for fault, _, _ in found.faults] == ["series-converted"]
    parts["b"][name].attrs["units"] = "m"
    _, found = icos_ingest.dataset.join_series(parts, "raise")
    assert [fault.kind for fault, _, _ in found.faults] == ["series-units"]


def test_two_stations_are_no_series(sample_data, tmp_path):
    good = sample_data / "good" / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
    other = tmp_path / good.name.replace("HTM", "SVB")
    other.write_text(good.read_text().replace("HTM", "SVB").replace("2024;03;01", "2024;03;02"))
    with pytest.raises(IcosIngestError, match=r"station_id is HTM in .*, SVB in"):
        open_mfdataset([good, other], spec="atcCo2NrtDataObject")


def test_samples_in_pairs_stay(sample_data):
    flasks = sample_data / "good" / "ICOS_ATC_LIN_98.0_FLASK.SF6"
    with icos_ingest.open_dataset(flasks) as ds:
        rows = ds.sizes["time"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert open_mfdataset([flasks, flasks]).sizes["time"] == rows


def test_what_has_no_time_is_refused(sample_data):
    with pytest.raises(IcosIngestError, match="no rows with a time"):
        open_mfdataset([sample_data / "good" / "phenocam.png"])


def test_a_series_can_be_asked_and_written(year, tmp_path):
    ds = open_mfdataset([year, write(tmp_path / "b.csv", 24, numbers(24, 48))])
    assert ds.icos.report().ok
    ds.to_netcdf(tmp_path / "out.nc")
