"""The findings of a report as booleans in the shape of a dataset."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import icos_ingest
from icos_ingest import IcosIngestError

ATC = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489_spoilt.CO2"


def opened(path: Path, **keywords: object) -> xr.Dataset:
    with icos_ingest.open_dataset(path, **keywords) as ds:
        return ds.load()


def marked(mask: xr.Dataset, code: str | None = None) -> dict[str, list[int]]:
    return {
        name: np.flatnonzero(var).tolist()
        for name, var in mask.data_vars.items()
        if var.any() and (code is None or code in var.attrs["codes"].split())
    }


@pytest.fixture
def atc(sample_data):
    path = sample_data / "faulty" / ATC
    return icos_ingest.validate(path, keep=None), opened(path)


def test_cells_are_marked_where_they_lie_in_the_dataset(atc):
    report, ds = atc
    mask = report.mask(ds, select=["V", "Q"])
    assert marked(mask) == {"co2": [2], "Stdev": [7], "Flag": [9]}
    assert {name: var.dtype.kind for name, var in mask.data_vars.items()} == dict.fromkeys(ds.data_vars, "b")
    assert mask.sizes == ds.sizes
    assert mask.indexes["time"].equals(ds.indexes["time"])
    assert ds["Stdev"][7] == pytest.approx(-9.99), "the value that looks like a missing one"
    assert mask["Stdev"].attrs == {"codes": "V201"}


def test_a_stamp_marks_its_whole_row(atc):
    report, ds = atc
    mask = report.mask(ds, select=["T201"])
    assert {name: set(rows) for name, rows in marked(mask).items() if name != "time_bounds"} == {
        name: {14} for name in ds.data_vars if name != "time_bounds"
    }
    assert ds["time"][14] == ds["time"][13]


def test_a_gap_marks_no_row(tmp_path):
    path = tmp_path / "gap.csv"
    hours = [h for h in range(48) if h not in (20, 21)]
    path.write_text(
        "time,TA\n" + "".join(f"2024-03-0{1 + h // 24}T{h % 24:02}:00:00Z,{h}.5\n" for h in hours)
    )
    ds, report = opened(path), icos_ingest.validate(path, keep=1)
    (gap,) = (finding for finding in report.findings if finding.code == "T203")
    assert gap.place.index == (20,), "the report says after which row"
    assert marked(report.mask(ds)) == {}
    assert marked(report.mask(ds, select=["T203"])) == {}
    assert ds.where(~report.mask(ds))["TA"].notnull().all()


def test_it_filters(atc):
    report, ds = atc
    left = ds.where(~report.mask(ds))
    assert np.isnan(left["co2"][[2, 14]]).all()
    assert np.isnan(left["Stdev"][[7, 14]]).all()
    assert left["co2"][3] == ds["co2"][3]


def test_a_row_that_was_padded_is_marked_and_one_that_was_left_out_shifts_no_other(sample_data):
    path = sample_data / "faulty" / "logger_spoilt.csv"
    report, ds = icos_ingest.validate(path, keep=None), opened(path)
    assert marked(report.mask(ds, select=["C201"])) == {
        "time_column": [3],
        "temperature": [3],
        "pressure": [3],
    }
    assert marked(report.mask(ds, select=["V101"])) == {"temperature": [9]}


def test_after_rows_that_were_left_out(tmp_path, sample_data):
    lines = (sample_data / "good" / ATC.replace("_spoilt", "")).read_text().splitlines()
    lines[25] = lines[25].rsplit(";", 4)[0]
    lines[30] = lines[30].replace(lines[30].split(";")[8], "abc")
    path = tmp_path / ATC
    path.write_text("\n".join(lines) + "\n")
    report = icos_ingest.validate(path, spec="atcCo2NrtDataObject", keep=None)
    ds = opened(path, spec="atcCo2NrtDataObject")
    (row,) = marked(report.mask(ds, select=["V101"]))["co2"]
    assert np.isnan(ds["co2"][row])
    assert str(ds["time"].values[row])[11:13] == lines[30].split(";")[5]


def test_a_report_that_kept_some_places_does_not_pass_for_whole(tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("time,co2\n" + "".join(f"2024-03-01T{h:02}:00:00Z,{-9999}\n" for h in range(24)))
    ds = opened(path)
    report = icos_ingest.validate(path, keep=5)
    with pytest.raises(IcosIngestError, match=r"holds 5 of the 24 places of V201.*keep=None"):
        report.mask(ds)
    assert marked(report.mask(ds, partial=True)) == {"co2": [0, 1, 2, 3, 4]}
    assert int(icos_ingest.validate(path, keep=None).mask(ds)["co2"].sum()) == 24


def test_another_dataset_is_refused(atc, sample_data):
    report, ds = atc
    with pytest.raises(IcosIngestError, match="of other bytes"):
        report.mask(opened(sample_data / "good" / ATC.replace("_spoilt", "")))
    with pytest.raises(IcosIngestError, match="the dataset has 5 rows, the report is about 23"):
        report.mask(ds.isel(time=slice(5)))


def test_a_report_of_memory_and_one_of_a_grid():
    ds = xr.Dataset(
        {"co2": (("lat", "lon"), np.full((3, 4), 400.0), {"units": "umol mol-1"})},
        {"lat": [50.0, 51.0, np.nan], "lon": [1.0, 2.0, 3.0, 4.0]},
    )
    ds["co2"][1, 2] = -9999.0
    report = icos_ingest.validate(ds, keep=None)
    assert "V201" in {finding.code for finding in report.findings}
    assert np.argwhere(report.mask(ds)["co2"].values).tolist() == [[1, 2]]


def test_a_sheet(sample_data):
    path = sample_data / "faulty" / "gpp_spoilt.xlsx"
    report, ds = icos_ingest.validate(path, keep=None), opened(path)
    assert marked(report.mask(ds)) == {"GPP": [3]}
    assert marked(report.mask(ds, group="another")) == {}
