"""Rules that look at several blocks at a time find what they find one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from icos_ingest import validate
from icos_ingest.content import tables
from support.engines import engine


def test_threads_and_engines_change_no_report(monkeypatch: pytest.MonkeyPatch, sample_data: Path) -> None:
    for path in sorted((sample_data / "faulty").iterdir()):
        with engine(quick=False, run=2000):
            wanted = validate(path).to_json()
        with engine(quick=True, run=2000), monkeypatch.context() as patch:
            patch.setattr(tables, "HEAVY", 0)
            assert validate(path).to_json() == wanted, path.name
