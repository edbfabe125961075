"""Every real file ends in a report, and what it says is what the file's owner says, or there is a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.expectations import agreement

from icos_ingest.pipeline import validate

DEADLY = {"hdf/cve-2024-32609.h5": "a heap overflow inside the HDF5 library itself kills the process"}
"""Files that a library does not survive; their report says so."""


def files(real_data: Path) -> list[Path]:
    return sorted(path for path in real_data.glob("*/*") if path.is_file())


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_real_file_ends_in_a_report(real_data: Path) -> None:
    reports = {}
    died, mishaps = set(), {}
    for path in files(real_data):
        report = validate(path, overview=False)
        assert str(report)
        assert report.to_json()
        name = path.relative_to(real_data).as_posix()
        reports[name] = report
        codes = {finding.code for finding in report.findings}
        if codes & {"F501", "F502", "F503"}:
            died.add(name)
        if codes & {"X001", "X002"}:
            mishaps[name] = sorted(codes)
    lines, wrong = agreement(reports)
    print("", *lines, sep="\n")
    assert died == set(DEADLY)
    assert mishaps == {}
    assert wrong == [], "each disagreement has its reason, and no reason is of yesterday"
