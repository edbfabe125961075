"""The specifications are found in a wheel and in a checkout, and their lack is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from icos_ingest import errors, resources

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path):
    """A copy of the package's lowest room in src/, and what its schemas_root says."""
    package = tmp_path / "src" / "icos_ingest"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for module in (errors, resources):
        shutil.copy(module.__file__, package)

    def schemas_root():
        code = "import sys; sys.path.insert(0, sys.argv[1]); from icos_ingest.resources import schemas_root as r; print(r())"
        command = [sys.executable, "-I", "-c", code, str(package.parent)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return tmp_path, schemas_root


def test_a_packaged_copy_goes_before_the_checkout(installed):
    folder, schemas_root = installed
    packaged = folder / "src" / "icos_ingest" / "_schemas"
    (folder / "schemas").mkdir()
    (folder / "pyproject.toml").touch()
    assert schemas_root().stdout.strip() == str((folder / "schemas").resolve())
    packaged.mkdir()
    assert schemas_root().stdout.strip() == str(packaged.resolve())


def test_a_broken_installation_says_so(installed):
    _, schemas_root = installed
    assert "SchemaFileError" in schemas_root().stderr
    assert "install icos-ingest anew" in schemas_root().stderr


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert resources.version() == project["version"]
