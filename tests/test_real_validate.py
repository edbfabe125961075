"""Every real file ends in a report, whatever is wrong with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from icos_ingest.pipeline import validate

DEADLY = {"hdf/cve-2024-32609.h5": "a heap overflow inside the HDF5 library itself kills the process"}
"""Files that a library does not survive; their report says so."""


def files(real_data: Path) -> list[Path]:
    return sorted(path for path in real_data.glob("*/*") if path.is_file())


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_real_file_ends_in_a_report(real_data: Path) -> None:
    verdicts: dict[str, Counter[str]] = {}
    died, mishaps = set(), {}
    for path in files(real_data):
        name = str(path.relative_to(real_data))
        report = validate(path)
        assert str(report)
        assert report.to_json()
        codes = {finding.code for finding in report.findings}
        verdicts.setdefault(path.parent.name, Counter())[str(report.quality)] += 1
        if codes & {"F501", "F502", "F503"}:
            died.add(name)
        if codes & {"X001", "X002"}:
            mishaps[name] = sorted(codes)
    words = sorted({word for counts in verdicts.values() for word in counts})
    print("kind".ljust(18), *(word.rjust(10) for word in words))
    for kind, counts in verdicts.items():
        print(kind.ljust(18), *(str(counts[word]).rjust(10) for word in words))
    assert died == set(DEADLY)
    assert mishaps == {}
