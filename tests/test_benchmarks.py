"""The benchmarks run, and what they measure is right; how long it takes is not asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.source
ROOT = Path(__file__).parents[1]
SPECS = ("etcL2Fluxnet", "atcCo2NrtDataObject", "icosOtcL2Product")


def script(name: str, *words: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / name), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100, cwd=ROOT)
    return done.stdout


def rows(text: str) -> list[list[str]]:
    """Cells of the rows of tables in Markdown, without the lines below their titles."""
    lines = [line for line in text.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_everything_is_compared() -> None:
    table = rows(script("compare.py", "--quick", "--spec", "atcCo2NrtDataObject"))
    told = {row[1]: row[-1] for row in table}
    wanted = {"polars read_csv", "pandas", "pandera", "validate, clean", "ingest", "open_dataset"}
    assert wanted <= set(told)
    found, planted = map(int, told["validate, spoilt"].split(" of "))
    assert found == planted > 0


@pytest.mark.parametrize("spec", SPECS)
def test_columns_of_spoilt_cells_are_counted(spec: str) -> None:
    way = ("--pipe",) if spec == "etcL2Fluxnet" else ()
    table = rows(script("memory.py", "--quick", "--state", "every-row", "--spec", spec, *way))
    assert [row[0] for row in table] == ["file", *[spec] * 3]
    for row in table[1:3]:
        assert row[3] == ("pipe" if way else "file")
        assert int(row[7]) == int(row[8]) > 0, "told and planted"


def test_growth_goes_by_rows_and_by_columns() -> None:
    table = rows(script("growth.py", "--quick"))
    assert [row[0] for row in table] == ["file", *["etcL2Fluxnet"] * 3, *["generic csv"] * 4]
    assert [row[2] for row in table[4:]] == ["10", "10", "100", "100"]


def test_tables_without_a_specification_are_compared() -> None:
    told = {row[1] for row in rows(script("generic.py", "--quick", "--columns", "10"))}
    assert {"polars read_csv", "pandas", "validate"} <= told


def test_stages_and_rules_are_told() -> None:
    table = rows(script("stages.py", "--quick"))
    told = {row[0] for row in table}
    assert {"stage", "start-up: imports", "stamps", "rules, all", "report", "rule"} <= told
    assert any(name.startswith("P103 ") for name in told)


@pytest.mark.parametrize("spec", SPECS)
def test_a_generated_file_is_right(spec: str, tmp_path: Path) -> None:
    import icos_ingest

    path = generated(spec, tmp_path)
    report = icos_ingest.validate(path, spec=spec)
    assert report.portal.verdict == "accepted"
    assert not [finding for finding in report.findings if finding.severity != "info"]


@pytest.mark.parametrize("spec", SPECS)
def test_every_spoilt_cell_is_located(spec: str, tmp_path: Path) -> None:
    import icos_ingest

    truth = tmp_path / "truth.json"
    path = generated(spec, tmp_path, "--spoilt", "500", "--truth", str(truth))
    report = icos_ingest.validate(path, spec=spec, keep=None)
    assert report.portal.verdict == "rejected"
    found = {
        (place.line, place.column)
        for finding in report.findings
        if finding.severity != "info"
        for place in finding.places
    }
    places = json.loads(truth.read_text(encoding="utf-8"))["places"]
    assert len(places) == 500
    assert not [cell for cell in places if (cell["line"], cell["column"]) not in found]


def generated(spec: str, folder: Path, *words: str) -> Path:
    path = folder / "ICOS_ATC_NRT_HTM_150.0_489.CO2" if spec.startswith("atc") else folder / "made.csv"
    path.write_text(script("generate.py", spec, "0.3", *words), encoding="utf-8")
    return path


def test_starts_are_told() -> None:
    table = rows(script("startup.py", "--quick"))
    assert [row[0] for row in table][1:4] == ["python -c pass", "python -c 'import polars'", "rule T201"]


def test_the_cost_of_a_child_is_told() -> None:
    table = rows(script("child.py", "--quick"))
    assert [row[:2] for row in table[1:]] == [["netCDF", "1"], ["netCDF", "2"]]


def test_arrays_are_measured_beside_their_libraries() -> None:
    table = rows(script("arrays.py", "--quick", "--kind", "netCDF-4 compressed"))
    assert [row[2] for row in table[1:]] == ["library", "validate", "validate, with the picture"]
