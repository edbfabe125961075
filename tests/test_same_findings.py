"""The same findings from a file, from its DataFrame and from its Dataset, where memory holds what is looked at."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import xarray as xr

import icos_ingest
from icos_ingest import registry
from icos_ingest.rule_kinds import CellRule, FoldRule, Need

TABLES = (
    "ICOSETC_SE-Svb_FLUXNET_HH_spoilt.csv",
    "ICOS_ATC_LIN_98.0_FLASK_spoilt.SF6",
    "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489_spoilt.CO2",
    "ICOS_OTC_SOOP_L2_spoilt.csv",
    "SE-Htm_fluxes_2024-03-01_spoilt.csv",
    "SITES_meteo_hourly_spoilt.csv",
    "gpp_spoilt.xlsx",
    "logger_spoilt.csv",
    "stilt_HTM150_spoilt.csv",
    "underway_SOCAT_spoilt.tab",
)
"""The faulty samples that open as a table; the others are damaged, or hold no table."""
TEXTS = frozenset({"Q104", "T101", "V101", "V103", "V205", "V206", "V207"})
"""What they look at is no number and no stamp: in memory it is a missing value, and its flag beside it is odd."""
UNITS = "U"
"""A DataFrame states no units."""


def comparable() -> set[str]:
    """Rules that look at values, flags and stamps."""
    rules = registry.rules().values()
    looks = [rule for rule in rules if isinstance(rule, CellRule | FoldRule) and Need.TEXT not in rule.needs]
    return {rule.code for rule in looks} - TEXTS


def told(report) -> set[tuple[str, str, int]]:
    """Code, field and row; of a stamp the row alone, since a file may spread it over columns."""
    wanted = comparable()
    return {
        (
            finding.code,
            "time" if finding.code[0] == "T" else str(place.field).removesuffix("_column"),
            place.index[0],
        )
        for finding in report.findings
        if finding.code in wanted
        for place in finding.places
        if place.index is not None
    }


def frame(ds: xr.Dataset) -> pd.DataFrame:
    return ds[[name for name, var in ds.data_vars.items() if var.dims == ("time",)]].to_dataframe()


def three(path: Path, **said):
    """The findings of the file, of its Dataset and of its DataFrame, by the same specification."""
    with icos_ingest.open_dataset(path, **said) as opened:
        ds = opened.load()
    uri = ds.attrs.get("object_specification", "")
    spec = said.get("spec") or next((name for name in icos_ingest.specs() if uri.endswith("/" + name)), None)
    judged = (path, ds, frame(ds))
    return [told(icos_ingest.validate(one, spec=spec, keep=None)) for one in judged]


@pytest.mark.parametrize("name", TABLES)
def test_faulty_files(sample_data, name):
    by_file, by_dataset, by_frame = three(sample_data / "faulty" / name)
    assert by_dataset == by_file
    assert {one for one in by_frame if one[0][0] != UNITS} == {one for one in by_file if one[0][0] != UNITS}


def test_faults_of_values_flags_and_stamps(tmp_path, sample_data):
    """One of each kind, and all are found in each of the three."""
    name = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
    lines = (sample_data / "good" / name).read_text().splitlines()
    rows = [number for number, line in enumerate(lines) if line.startswith("HTM;")]

    def put(row: int, cell: int, text: str) -> None:
        cells = lines[rows[row]].split(";")
        cells[cell] = text
        lines[rows[row]] = ";".join(cells)

    put(3, 8, "39820.000")
    put(5, 9, "-9.990")
    put(7, 11, "X")
    put(9, 11, "")
    lines[rows[12]] = lines[rows[11]]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n")
    by_file, by_dataset, by_frame = three(path, spec="atcCo2NrtDataObject")
    assert by_file >= {
        ("P101", "co2", 3), ("V201", "Stdev", 5), ("Q101", "Flag", 7), ("Q102", "co2", 9), ("T201", "time", 12)
    }  # fmt: skip
    assert by_dataset == by_frame == by_file


def test_flags_are_judged_by_the_scheme_that_the_dataset_names():
    time = pd.date_range("2024-01-01", periods=3, freq="h")
    flags = {"flag_scheme": "mine", "flag_values": ["a", "b"], "flag_meanings": "good bad"}
    ds = xr.Dataset(
        {"v": ("time", [1.0, 2.0, 3.0], {"ancillary_variables": "f"}), "f": ("time", ["a", "b", "c"], flags)},
        {"time": time},
    )
    assert ("Q101", "f", 2) in told(icos_ingest.validate(ds))
