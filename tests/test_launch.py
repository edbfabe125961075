"""The command, and what it starts, begin as processes of our own; whoever imports us keeps theirs."""

from __future__ import annotations

import subprocess
import sys

import pytest

TELL = "import gc, os; print(gc.get_threshold()[0], os.environ.get('OPENBLAS_NUM_THREADS'))"


def told(code: str, environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.split()[-2:]


def test_the_command_looks_for_garbage_later() -> None:
    code = f"from icos_ingest.__main__ import begin; import sys; sys.argv[1:] = ['formats']; begin(); {TELL}"
    assert told(code, {}) == ["100000", "1"]


def test_what_the_user_asked_of_numpy_stays() -> None:
    assert (
        told(f"from icos_ingest.launch import launch; launch(); {TELL}", {"OPENBLAS_NUM_THREADS": "3"})[1]
        == "3"
    )


@pytest.mark.parametrize(
    "code", ["import icos_ingest", "from icos_ingest.cli import main; main(['formats'])"]
)
def test_whoever_imports_us_keeps_theirs(code: str) -> None:
    assert told(f"{code}; {TELL}", {}) == told(TELL, {})
