"""What is written here is read by R, with the script of the documentation."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from icos_ingest.pipeline import convert, open_dataset, validate

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "howto" / "read_icos.R"
NAME = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489"


def rscript() -> str:
    """The interpreter; without it the test is skipped, in `.ci/run` it fails."""
    found = shutil.which("Rscript")
    if found is None:
        message = "Rscript is not there; apt-get install r-base-core r-cran-ncdf4 r-cran-jsonlite"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.mark.slow
def test_r_reads_the_values_and_the_report(tmp_path: Path, sample_data: Path) -> None:
    good = sample_data / "good" / f"{NAME}.CO2"
    report = validate(sample_data / "faulty" / f"{NAME}_spoilt.CO2")
    (tmp_path / "report.json").write_text(report.to_json(), encoding="utf-8")
    words = [rscript(), str(SCRIPT), str(convert(good, tmp_path / "out.nc")), str(tmp_path / "report.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with open_dataset(good) as ds:
        mean = float(ds.co2.where(ds.Flag.isin(["U", "O", "R"])).mean(dtype="f8"))
        count = int(ds.co2.count())
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[:5] == [
        "unit: umol mol-1",
        "from: 2024-03-01T00:00Z to: 2024-03-01T23:00Z",
        f"values: {count} of 24",
        f"mean of good values: {mean:.3f}",
        f"from file: {NAME}.CO2",
    ]
    assert lines[5:] == [
        "quality: fail",
        *(
            f"{finding.code} {finding.severity} line {finding.place.line or 'NA'}"
            for finding in report.findings
        ),
    ]
