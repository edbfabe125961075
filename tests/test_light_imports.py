"""What is imported when: asking costs no library, and reading a text costs none but those it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "PIL",
    "cf_units",
    "cftime",
    "dask",
    "fsspec",
    "h5py",
    "jsonschema",
    "nbformat",
    "netCDF4",
    "numpy",
    "openpyxl",
    "pandas",
    "pandera",
    "polars",
    "pyarrow",
    "pyproj",
    "rasterio",
    "rich",
    "xarray",
    "zarr",
}
UNITS = {"numpy", "cf_units", "cftime"}
"""The C library of units is asked about units that few files have; its Python package brings cftime."""
CALL = "import sys; from icos_ingest.cli import main\ntry: main({words})\nexcept SystemExit: pass"


def imported(code: str) -> set[str]:
    """Heavy libraries that a fresh process has loaded after some code."""
    tell = f"{code}\nimport sys; print(*({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("code", ["import icos_ingest", "import icos_ingest.cli"])
def test_importing_the_package_costs_nothing(code: str) -> None:
    assert imported(code) == set()


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["rule", "T201"], set()),
        (["spec", "etcL2Fluxnet"], {"numpy"}),
        (["rule"], {"numpy"}),
        (["formats"], {"numpy"}),
    ],
    ids=str,
)
def test_asking_the_command_loads_no_library_of_a_format(words: list[str], allowed: set[str]) -> None:
    assert imported(CALL.format(words=words)) <= allowed


def test_a_page_of_a_rule_costs_little_more_than_python() -> None:
    tell = f"{CALL.format(words=['rule', 'T201'])}\nprint(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert {name for name in loaded if name.startswith("icos_ingest")} == {
        "icos_ingest", "icos_ingest.cli", "icos_ingest.cli.output", "icos_ingest.cli.rule", "icos_ingest.errors",
        "icos_ingest.render", "icos_ingest.render.clean", "icos_ingest.rule_page",
    }  # fmt: skip
    assert not loaded & {"dataclasses", "importlib.metadata", "inspect", "json"}


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--spec", "atcCo2NrtDataObject", "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"], set()),
        (["logger.csv"], set()),
        (["fluxes.nc"], UNITS | {"h5py", "xarray", "pandas", "pyarrow", "dask"}),  # to decode times
        (["phenocam.png"], {"PIL"}),
        (["landcover.tif"], UNITS | {"rasterio", "PIL"}),
    ],
    ids=lambda given: given[-1] if isinstance(given, list) else "",
)
def test_judging_a_file_loads_what_that_file_needs(
    sample_data: Path, words: list[str], allowed: set[str]
) -> None:
    *options, name = words
    given = ["validate", *options, str(sample_data / "good" / name)]
    assert imported(CALL.format(words=given)) <= {"numpy", "rich"} | allowed


@pytest.mark.parametrize(
    "name",
    [
        "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2",
        "ICOSETC_SE-Svb_FLUXNET_HH.csv",
        "stilt_HTM150.csv",
        "underway_SOCAT.tab",
        "logger.csv",
    ],
)
def test_a_text_is_known_and_judged_without_the_libraries_of_other_formats(
    sample_data: Path, name: str
) -> None:
    path = str(sample_data / "good" / name)
    assert imported(f"import icos_ingest; icos_ingest.identify({path!r})") <= {"numpy"}
    assert imported(f"import icos_ingest; icos_ingest.validate({path!r})") <= UNITS


def test_showing_a_report_needs_rich_and_no_more(sample_data: Path) -> None:
    path = str(sample_data / "faulty" / "stilt_HTM150_spoilt.csv")
    code = f"import icos_ingest; r = icos_ingest.validate({path!r}); str(r); r.to_json(); r.to_html()"
    assert imported(code) <= UNITS | {"rich"}
