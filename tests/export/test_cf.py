"""A netCDF file that we write keeps CF-1.11, as IOOS's compliance checker sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xarray as xr

from icos_ingest.dataset import violations
from icos_ingest.errors import ReadError
from icos_ingest.export import write
from icos_ingest.pipeline import convert, open_dataset

FALSE_ALARMS = {
    "fluxes.nc": ['§2.6.1 Conventions global attribute does not contain "CF-1.11"'],
}
"""The file said which version of CF it keeps, and that stays. By sample, and by what the checker says."""
REPEATED = 'Coordinate variable "time" must be strictly monotonic'
"""The checker is right, and the data are what they are: of flasks and bottles several have one time."""
CRASHES = {"cf:1.11.check_flags: type object 'str' has no attribute 'type'"}
"""Flags are text (CF 2.2 allows strings), which the checker's look at `flag_values` does not expect."""


@pytest.fixture(scope="module")
def written(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every good sample that holds data, as netCDF."""
    folder = tmp_path_factory.mktemp("cf")
    found = {}
    for sample in sorted((sample_data / "good").iterdir()):
        try:
            found[sample.name] = convert(sample, folder / f"{sample.name}.nc")
        except ReadError:  # programs and notebooks hold no data
            assert sample.suffix in (".py", ".R", ".jl", ".ipynb")
    return found


def test_a_checker_has_nothing_to_say(written: dict[str, Path], tmp_path: Path) -> None:
    result = tmp_path / "result.json"
    words = ["-t", "cf:1.11", "-f", "json_new", "-o", str(result), *map(str, written.values())]
    checker = Path(sys.executable).with_name("compliance-checker")
    done = subprocess.run([checker, *words], capture_output=True, text=True, check=False)
    said = json.loads(result.read_text(encoding="utf-8"))
    assert len(said) == len(written)
    messages = {
        name: [
            message
            for level in ("high", "medium", "low")
            for item in said[str(path)]["cf:1.11"][f"{level}_priorities"]
            for message in item["msgs"]
        ]
        for name, path in written.items()
    }
    expected = FALSE_ALARMS | {name: [REPEATED] for name, path in written.items() if repeats(path)}
    assert {name: said for name, said in messages.items() if said} == expected
    crashes = {line for line in done.stderr.splitlines() if line.startswith("cf:1.11.")}
    assert crashes <= CRASHES, done.stderr


def repeats(path: Path) -> bool:
    with xr.open_dataset(path, decode_timedelta=False) as ds:
        time = ds.indexes.get("time")
        return time is not None and not (time.is_unique and time.is_monotonic_increasing)


def test_what_the_checker_does_not_look_at_is_right(written: dict[str, Path]) -> None:
    for path in written.values():
        with open_dataset(path) as ds:
            assert violations(ds) == []


def test_a_title_with_blanks_becomes_a_name_that_lists_can_hold(written: dict[str, Path]) -> None:
    with xr.open_dataset(written["ICOS_OTC_SOOP_L2.csv"], decode_timedelta=False) as ds:
        assert ds["fCO2_uatm"].attrs["ancillary_variables"] == "fCO2_uatm_QC_Flag"
        assert ds["fCO2_uatm"].attrs["original_name"] == "fCO2 [uatm]"
        assert ds["Latitude"].attrs["units"] == "degrees_north"


def test_a_projection_is_spelled_out(written: dict[str, Path]) -> None:
    with xr.open_dataset(written["landcover.tif"]) as ds:
        assert ds.spatial_ref.attrs["grid_mapping_name"] == "transverse_mercator"
        assert ds.x.attrs["standard_name"] == "projection_x_coordinate"
        assert ds.band_name.values.tolist() == ["red", "near infrared"]


def test_a_projection_that_nobody_knows_is_left_as_it_is(tmp_path: Path) -> None:
    ds = xr.Dataset({"spatial_ref": ((), 0, {"crs_wkt": "PROJCS[nonsense"})})
    with xr.open_dataset(write(ds, tmp_path / "a.nc")) as again:
        assert again.spatial_ref.attrs["crs_wkt"] == "PROJCS[nonsense"


def test_names_that_differ_by_case_alone_become_two(tmp_path: Path) -> None:
    ds = xr.Dataset({"Time": ("time", [1.0]), "TIME": ("time", [2.0])}, {"time": [0.0]})
    with xr.open_dataset(write(ds, tmp_path / "a.nc"), decode_times=False) as again:
        assert {name: again[name].item() for name in again.variables} == {
            "time": 0,
            "Time_2": 1,
            "TIME_2_2": 2,
        }
        assert again["TIME_2_2"].attrs["original_name"] == "TIME"


def test_history_grows(tmp_path: Path, written: dict[str, Path]) -> None:
    with xr.open_dataset(convert(written["logger.csv"], tmp_path / "again.nc")) as ds:
        first, second = ds.attrs["history"].splitlines()
    assert first.startswith("written by icos-ingest")
    assert first.endswith("from logger.csv")
    assert second.startswith("written by icos-ingest")
