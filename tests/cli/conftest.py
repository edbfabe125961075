"""The command as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from icos_ingest.cli import main

COMMAND = [sys.executable, "-m", "icos_ingest"]


@pytest.fixture
def run(capfdbinary) -> Callable[..., SimpleNamespace]:
    """Run a command in this process; gives code, out and err."""

    def call(*words: str | Path) -> SimpleNamespace:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
        captured = capfdbinary.readouterr()
        return SimpleNamespace(code=code, out=captured.out.decode(), err=captured.err.decode())

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own."""

    def call(*words: str | Path, **rest: Any) -> subprocess.CompletedProcess[str]:
        rest = {"capture_output": True, "text": True, "timeout": 60, "encoding": "utf-8"} | rest
        return subprocess.run([*COMMAND, *map(str, words)], check=False, **rest)

    return call


@pytest.fixture
def good(tmp_path) -> Path:
    """A file without a fault."""
    file = tmp_path / "good.csv"
    rows = "".join(f"2019-06-07T{hour:02}:00:00Z,{400 + hour}.5\n" for hour in range(24))
    file.write_text(f"TIMESTAMP,co2\n{rows}")
    return file


@pytest.fixture
def faulty(tmp_path) -> Path:
    """A file with an error."""
    file = tmp_path / "faulty.csv"
    file.write_bytes(b"")
    return file
