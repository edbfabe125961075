"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _elsewhere(variable: str, default: str) -> Path:
    """A folder outside the project; without it the test is skipped, in CI it fails."""
    folder = Path(os.environ.get(variable, ROOT.parent / "shared" / default))
    if not folder.is_dir():
        message = f"{folder} is not there; set {variable} to run this test"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Real files that other people wrote, by kind."""
    return _elsewhere("ICOS_INGEST_REAL_DATA", "real-data")


@pytest.fixture(scope="session")
def golden() -> Path:
    """Results of the portal's own ingester."""
    return _elsewhere("ICOS_INGEST_GOLDEN", "portal-golden")


@pytest.fixture(scope="session")
def facts_folder() -> Path:
    """The portal's facts, as exported."""
    return _elsewhere("ICOS_INGEST_FACTS", "icos-facts")


@pytest.fixture(scope="session")
def sample_data() -> Path:
    """The project's own small files."""
    return ROOT / "sample_data"
