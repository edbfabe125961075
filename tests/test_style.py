"""Style and types are part of the test run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.source
ROOT = Path(__file__).parents[1]
OURS = ("src", "tests", "tools")
"""Not `sample_data`, where programs are faulty on purpose."""


@pytest.mark.parametrize(
    "words",
    [("ruff", "check", *OURS), ("ruff", "format", "--check", *OURS), ("mypy",)],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_it_is_quiet(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
