"""Good files are called good: no error, and hardly a warning, but for those whose reason is written down.

Rules are tuned on one half of the files alone; what is promised is promised of the other. The table of what was
found is printed (`pytest -s`).
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from tests.false_alarms.files import Good, good_files
from tests.false_alarms.judge import Half, judged
from tests.false_alarms.known import Pair, known

from icos_ingest.model import Severity
from icos_ingest.registry import rules

LEAST_FILES = 10
"""Files for which one warning may be a false alarm."""


def _alarms(half: Half, severity: Severity) -> set[Pair]:
    """Findings that nobody has called right."""
    return half.pairs(severity) - known(right=True)


def _check(folder: Path, files: Collection[Good]) -> tuple[Half, Half]:
    tune, report = judged(folder, files)
    for name, half in (("to tune on", tune), ("to report on", report)):
        print(f"half {name}: {half.files} files\n{half.table()}")
    for half in (tune, report):
        assert _alarms(half, Severity.ERROR) - known(right=False) == set()
    assert len(_alarms(report, Severity.WARNING)) * LEAST_FILES <= report.files
    return tune, report


def test_measurements_and_notebooks(real_data: Path) -> None:
    _check(real_data, [good for good in good_files(real_data) if good.quick])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_kind_of_file(real_data: Path) -> None:
    tune, report = _check(real_data, good_files(real_data))
    found = {pair for half in (tune, report) for severity in Severity for pair in half.pairs(severity)}
    assert (known(right=True) | known(right=False)) - found == set(), "what is known is no longer found"


def test_both_halves_hold_files_of_every_kind(real_data: Path) -> None:
    files = good_files(real_data)
    kinds = {good.path.split("/", 1)[0] for good in files if good.quick}
    for tuned in (True, False):
        assert {good.path.split("/", 1)[0] for good in files if good.tuned is tuned} >= kinds


def test_what_is_known_is_of_known_rules_and_good_files(real_data: Path) -> None:
    paths = {good.path for good in good_files(real_data)}
    for path, code in known(right=True) | known(right=False):
        assert path in paths
        assert code in rules()
