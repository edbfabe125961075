"""The benchmarks run, and what they measure is right; how long it takes is not asserted."""

from __future__ import annotations

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


def test_every_spoilt_cell_is_located() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in script("compare.py", "--quick").splitlines()
    ]
    for spec in SPECS:
        told = {row[1]: row[2] for row in rows if row[0] == spec}
        assert {"polars read_csv", "validate, clean", "validate, spoilt", "ingest", "open_dataset"} <= set(
            told
        )
        found, planted = map(int, told["located"].split(" of "))
        assert found == planted > 0


@pytest.mark.parametrize("spec", SPECS)
def test_a_generated_file_is_right(spec: str, tmp_path: Path) -> None:
    import icos_ingest

    path = tmp_path / "ICOS_ATC_NRT_HTM_150.0_489.CO2" if spec.startswith("atc") else tmp_path / "made.csv"
    path.write_text(script("generate.py", spec, "0.3"), encoding="utf-8")
    report = icos_ingest.validate(path, spec=spec)
    assert report.portal.verdict == "accepted"
    assert not [finding for finding in report.findings if finding.severity != "info"]
