"""The layers hold, and the contract that holds them can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.source
ROOT = Path(__file__).parents[1]
LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"


def lint(project: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package under a folder, with the contracts that lie there."""
    path = str(project / "src")
    return subprocess.run(
        [sys.executable, "-c", LINT, "--cache-dir", str(cache)],
        cwd=project,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the source and of the contracts, to be broken."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*cache*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_room_imports_only_from_rooms_below_it(tmp_path: Path) -> None:
    done = lint(ROOT, tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("place", "line", "broken"),
    [
        ("model/options.py", "import icos_ingest.pipeline", "the rooms of the house"),
        ("content/facts.py", "from icos_ingest import registry", "the rooms of the house"),
        ("render/words.py", "import icos_ingest.portal", "the rooms of the house"),
        ("readers/hdf4.py", "import icos_ingest.readers.netcdf", "a reader knows no other reader"),
        ("readers/hdf4.py", "import pandera", "pandera is used in one module"),
        ("attic.py", "", "the rooms of the house"),
    ],
)
def test_a_wrong_import_or_a_module_without_a_room_is_noticed(
    project: Path, place: str, line: str, broken: str
) -> None:
    with (project / "src" / "icos_ingest" / place).open("a") as module:
        module.write(f"\n{line}\n")
    done = lint(project, project / "cache")
    assert done.returncode == 1, done.stdout + done.stderr
    assert (
        any(broken in said and "BROKEN" in said for said in done.stdout.splitlines())
        or "attic" in done.stdout
    )
