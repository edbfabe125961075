"""A dataset as a figure: values, flags and gaps are drawn, and nothing in a file stops it or gets into it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

import icos_ingest
from icos_ingest.errors import OptionError
from icos_ingest.plot import PANELS, POINTS, figure

PNG = b"\x89PNG\r\n"
HOSTILE = [
    "$\\frac{",
    "\x1b[31mred",
    "二氧化碳",
    "🌍",
    "abc\u202egnp",
    "x" * 10_000,
    "<b>",
    "%s{0}",
    "_hidden",
]


def drawn(fig) -> bytes:
    """The figure as matplotlib writes it; its warnings are errors here."""
    out = BytesIO()
    fig.savefig(out, format="png", dpi=40)
    assert out.getvalue().startswith(PNG)
    return out.getvalue()


def series(values, flags=None, time=None) -> xr.Dataset:
    """One variable over hours, with flags of the ATC scheme."""
    values = np.asarray(values, dtype=float)
    time = pd.date_range("2024-03-01", periods=len(values), freq="h") if time is None else time
    data = {"co2": ("time", values, {"units": "umol mol-1"})}
    if flags is not None:
        data["co2"][2]["ancillary_variables"] = "Flag"
        data["Flag"] = ("time", np.asarray(flags), {"flag_scheme": "atc", "flag_values": ["U", "N"]})
    return xr.Dataset(data, {"time": time}, {"kind": "timeseries", "source_file": "a.csv"})


def lines(fig):
    """Every line with points, by what it is called in the legend."""
    return {line.get_label(): line for line in fig.axes[0].lines if len(line.get_xdata())}


def test_flags_and_gaps_are_seen():
    values = [1.0, 2, np.nan, 4, 5, 6, 7, np.nan, np.nan, 10]
    fig = figure(series(values, list("UUUUNUUUUU")))
    assert list(lines(fig)["not good by its flag"].get_ydata()) == [5]
    assert len(fig.axes[0].collections[0].get_paths()) == 2  # gaps
    line = fig.axes[0].lines[0].get_ydata()
    assert np.isnan(line).sum() == 5  # three missing values, and the line is cut before what comes after
    assert fig.axes[0].get_ylabel() == "co2\numol mol-1"
    drawn(fig)


def test_a_gap_of_missing_rows_is_seen():
    data = series(np.arange(10.0)).isel(time=[0, 1, 2, 3, 7, 8, 9])
    fig = figure(data)
    assert len(fig.axes[0].collections[0].get_paths()) == 1
    drawn(fig)


def test_a_value_between_gaps_is_a_point():
    fig = figure(series([1, 2, 3, np.nan, 5, np.nan, 7, 8, 9]))
    assert [list(line.get_ydata()) for line in fig.axes[0].lines][1] == [5]


@pytest.mark.parametrize("name", ["ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2", "logger.csv", "gpp.xlsx", "fluxes.nc",
                                  "landcover.tif", "phenocam.jpg", "spectra.h5", "underway_SOCAT.tab"])  # fmt: skip
def test_samples_of_every_kind_are_drawn(sample_data, name):
    with icos_ingest.open_dataset(sample_data / "good" / name) as ds:
        fig = figure(ds)
        assert fig.get_suptitle() == name
        drawn(fig)


def test_a_dataset_draws_itself_in_a_notebook(sample_data):
    with icos_ingest.open_dataset(sample_data / "good" / "logger.csv") as ds:
        assert ds.icos.plot("pressure")._repr_png_().startswith(PNG)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name):
    ds = series([1, 2, 3]).rename(co2=name)
    ds[name].attrs["units"] = name
    fig = figure(ds, title=name)
    drawn(fig)
    assert len(fig.axes[0].get_ylabel()) < 300


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.floats(), st.integers(-(2**62), 2**62)), min_size=1, max_size=20),
    st.booleans(),
)
def test_whatever_the_values_and_stamps_there_is_a_figure(rows, ordered):
    values, stamps = zip(*(sorted(rows, key=lambda row: row[1]) if ordered else rows), strict=True)
    ds = series(values, time=np.array(stamps, dtype="M8[ns]"))
    drawn(figure(ds))


def test_far_years_and_missing_stamps_are_left_out():
    time = np.array(["2024-01-01", "2024-01-02", "NaT", "200000-01-01"], dtype="M8[ms]")
    fig = figure(series([1, 2, 3, 4], time=time))
    assert np.isfinite(fig.axes[0].lines[0].get_ydata()).sum() == 2
    drawn(fig)


@pytest.mark.parametrize("ds", [series([np.nan] * 4), series([1e308, -1e308, np.inf]), series([5])])
def test_all_missing_too_large_or_one_row(ds):
    drawn(figure(ds))


@pytest.mark.parametrize("ds", [xr.Dataset(), series([]), xr.Dataset({"a": ("row", ["x", "y"])})])
def test_nothing_to_draw_is_said(ds):
    with pytest.raises(OptionError, match="no variable with numbers"):
        figure(ds)


def test_a_variable_that_is_not_there_or_is_text_is_said():
    ds = series([1, 2], ["U", "U"])
    with pytest.raises(OptionError, match="no variable 'ch4'"):
        figure(ds, ["ch4"])
    with pytest.raises(OptionError, match="'Flag' holds no numbers"):
        figure(ds, ["Flag"])


def test_ten_thousand_columns_are_not_all_drawn():
    ds = xr.Dataset({f"c{n}": ("row", np.arange(3.0)) for n in range(10_000)})
    fig = figure(ds)
    assert len(fig.axes) == PANELS
    assert "8 of 10000 variables" in fig.get_suptitle()


def test_of_very_many_values_some_are_drawn_and_it_is_said():
    fig = figure(xr.Dataset({"a": ("row", np.arange(POINTS + 1.0))}))
    assert len(fig.axes[0].lines[0].get_xdata()) <= POINTS
    assert fig.axes[0].get_title("right") == "one of 2 values is drawn"


def test_without_matplotlib_the_remedy_is_told(sample_data):
    code = (
        "import sys; sys.modules['matplotlib'] = None; from icos_ingest.cli import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    path = sample_data / "good" / "logger.csv"
    words = [sys.executable, "-c", code, "show", str(path), "--plot", "never.png"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "pip install 'icos-ingest[plot]'" in done.stderr
    assert "Traceback" not in done.stderr
