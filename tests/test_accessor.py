"""`ds.icos`: good values by the flags of each scheme, the station, the report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import icos_ingest
import icos_ingest.accessor
from icos_ingest import IcosIngestError

ATC = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"


def flagged(scheme: str, flags: list[object]) -> xr.Dataset:
    """Values from 1 on, with flags of a scheme."""
    values = np.arange(1.0, len(flags) + 1)
    attributes = {"flag_scheme": scheme}
    return xr.Dataset(
        {
            "value": ("time", values, {"units": "1", "ancillary_variables": "value QC Flag"}),
            "value QC Flag": ("time", flags, attributes),
            "other": ("time", values),
        },
        {"time": np.arange(len(flags)).astype("M8[h]").astype("M8[ns]")},
    )


def opened(path: Path, **keywords: object) -> xr.Dataset:
    with icos_ingest.open_dataset(path, **keywords) as ds:
        return ds.load()


def kept(ds: xr.Dataset, name: str = "value") -> list[float]:
    return ds[name].dropna("time").values.tolist()


@pytest.mark.parametrize(
    ("scheme", "flags", "left"),
    [
        ("atc", ["U", "O", "R", "N", "K", "H", "X", ""], [1, 2, 3]),
        ("socat", ["2", "3", "4", "9"], [1]),
        ("socat", [2, 3, 4, 9], [1]),
        ("socat", [2.0, 3.0, np.nan, 9.0], [1]),
        ("socat", [b"2", b"3", b"", b"2"], [1, 4]),
        ("quince", ["2", "1", "9", "-"], [1]),
        ("fluxnet_qc", ["0", "1", "2", "3", "-"], [1, 2]),
        ("woce_water", np.array(["2", "6", "9"], dtype=object), [1, 2]),
    ],
)
def test_good_keeps_what_its_scheme_calls_good(scheme, flags, left):
    ds = flagged(scheme, flags)
    good = ds.icos.good()
    assert kept(good) == left
    assert good["other"].equals(ds["other"])
    assert good["value QC Flag"].equals(ds["value QC Flag"])
    assert good["value"].attrs == ds["value"].attrs
    assert ds["value"].notnull().all(), "the dataset itself stays"


def test_what_was_left_out_is_noted():
    good = flagged("atc", ["U", "N"]).icos.good()
    assert good.attrs["notes"] == "value: 1 of 2 values left out, good in 'value QC Flag' is U, O, R"


def test_flags_of_an_unknown_scheme_are_asked_for():
    ds = flagged("mine", ["a", "b"])
    with pytest.raises(IcosIngestError, match=r"what the flags of 'value QC Flag' mean is not known.*say it"):
        ds.icos.good()
    assert kept(ds.icos.good(flags={"value QC Flag": ["b"]})) == [2]
    assert kept(ds.icos.good(flags={"value QC Flag": "b"})) == [2]
    ds["value QC Flag"].attrs["good_flag_values"] = ["a"]
    assert kept(ds.icos.good()) == [1]


def test_a_fraction_of_good_data_is_judged_by_a_function():
    ds = flagged("mine", [0.2, 0.9])
    ds["value QC Flag"].attrs["valid_range"] = [0.0, 1.0]
    with pytest.raises(IcosIngestError, match="fraction of good data in each value of 'value'"):
        ds.icos.good()
    assert kept(ds.icos.good(flags={"value QC Flag": lambda part: part > 0.5})) == [2]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"variables": "nothing"}, "there is no variable 'nothing'"),
        ({"variables": ["other"]}, "'other' has no flags"),
        ({"flags": {"nothing": "2"}}, "there is no variable 'nothing'"),
    ],
)
def test_what_cannot_be_judged_is_said(asked, said):
    with pytest.raises(IcosIngestError, match=said):
        flagged("atc", ["U"]).icos.good(**asked)


def test_text_is_emptied_and_numbers_become_floats():
    ds = flagged("atc", ["U", "N"])
    ds["value"] = ("time", ["a", "b"], ds["value"].attrs)
    ds["count"] = ("time", [1, 2], ds["value"].attrs)
    good = ds.icos.good()
    assert good["value"].values.tolist() == ["a", ""]
    assert good["count"].dtype.kind == "f"


@pytest.mark.parametrize("name", [ATC, "ICOSETC_SE-Svb_FLUXNET_HH.csv", "ICOS_OTC_SOOP_L2.csv"])
def test_good_agrees_with_the_flags_of_a_file_before_and_after_netcdf(sample_data, tmp_path, name):
    ds = opened(sample_data / "good" / name)
    value = next(
        n for n in ds.data_vars if "flag_values" in ds[ds[n].attrs.get("ancillary_variables", n)].attrs
    )
    flag = ds[value].attrs["ancillary_variables"]
    ds[flag] = ds[flag].copy(data=ds[flag].values.copy())
    ds[flag][3] = "?"
    good = ds.icos.good()
    assert np.isnan(good[value][3])
    assert int(good[value].notnull().sum()) == int(
        np.isin(ds[flag], ds[flag].attrs["good_flag_values"]).sum()
    )
    icos_ingest.convert(sample_data / "good" / name, tmp_path / "out.nc")
    with xr.open_dataset(tmp_path / "out.nc", decode_timedelta=False) as back:
        again = back.load().icos.good()
    renamed = next(n for n in again.data_vars if again[n].attrs.get("original_name", n) == value)
    assert int(again[renamed].notnull().sum()) >= int(good[value].notnull().sum())


def test_station_and_report(sample_data):
    ds = opened(sample_data / "good" / ATC, spec="atcCo2NrtDataObject")
    assert ds.icos.station.id == "HTM"
    report = ds.icos.report()
    assert (report.ok, report.spec, report.source.path) == (True, "atcCo2NrtDataObject", ATC)
    assert xr.Dataset().icos.station is None
    ds["co2"][5] = 39820.0
    (finding,) = ds.icos.report(select=["P101"]).findings
    assert (finding.place.field, finding.place.index) == ("co2", (5,))


def test_it_is_there_once_something_was_opened(sample_data):
    """In a fresh process: not at import, but after opening, by us or by xarray's engine."""
    path = str(Path(sample_data, "good", ATC))
    code = f"""
import sys, icos_ingest
assert "xarray" not in sys.modules
ds = icos_ingest.open_dataset({path!r})
ds.icos.good()
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    code = f"""
import xarray
assert not hasattr(xarray.Dataset(), "icos")
ds = xarray.open_dataset({path!r}, engine="icos")
ds.icos.good()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_plot_draws_a_figure(sample_data):
    pytest.importorskip("matplotlib")
    drawn = opened(sample_data / "good" / ATC).icos.plot("co2")
    assert drawn.get_axes()
