"""What is shipped: the whole package, its facts byte for byte, and the names it promises."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import icos_ingest

ROOT = Path(__file__).parents[1]
EVERY_SUBMODULE = """
import pkgutil, importlib, inspect, icos_ingest
for module in pkgutil.walk_packages(icos_ingest.__path__, "icos_ingest."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*(name for name in icos_ingest.__all__ if not callable(getattr(icos_ingest, name))))
"""


def test_every_promised_name_is_there_in_order() -> None:
    names = icos_ingest.__all__
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert all(callable(getattr(icos_ingest, name)) for name in names)
    assert set(dir(icos_ingest)) == {*names, "__version__"}
    assert {home for group in icos_ingest._HOMES.values() for home in group} == set(names)


def test_a_name_that_is_not_there_is_said_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        icos_ingest.guess  # noqa: B018  # asking is the test


def test_functions_stay_functions_after_every_submodule_was_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", EVERY_SUBMODULE], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def hashes(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and not any("cache" in part for part in p.parts))
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def build(kind: str, folder: Path) -> Path:
    words = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(words, capture_output=True, check=True, timeout=110)
    (made,) = folder.iterdir()
    return made


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_every_fact(tmp_path: Path) -> None:
    with zipfile.ZipFile(build("wheel", tmp_path / "made")) as wheel:
        wheel.extractall(tmp_path / "out")
    installed = tmp_path / "out" / "icos_ingest"
    assert hashes(installed / "_schemas") == hashes(ROOT / "schemas")
    modules = hashes(ROOT / "src" / "icos_ingest")
    shipped = hashes(installed)
    assert {name: sum_ for name, sum_ in shipped.items() if not name.startswith("_schemas")} == modules
    assert "py.typed" in shipped


@pytest.mark.slow
def test_the_wheel_works_away_from_the_source(tmp_path: Path, sample_data: Path) -> None:
    with zipfile.ZipFile(build("wheel", tmp_path / "made")) as wheel:
        wheel.extractall(tmp_path / "out")
    sample = sample_data / "good" / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
    code = f"import icos_ingest as i; print(i.__file__); print(i.identify({str(sample)!r}).specs[0][0])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "out")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path / "out"))
    assert "atcCo2" in done.stdout


@pytest.mark.slow
def test_the_source_distribution_holds_what_tests_need(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path / "made")) as made:
        names = {name.partition("/")[2] for name in made.getnames()}
    wanted = {"pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/model.md"}
    wanted |= {"tests/conftest.py", "tools/make_samples.py", "schemas/index.json", "src/icos_ingest/py.typed"}
    wanted |= {str(p.relative_to(ROOT)) for p in (ROOT / "sample_data").rglob("*") if p.is_file()}
    wanted |= {str(p.relative_to(ROOT)) for p in (ROOT / "tests").rglob("test_*.py")}
    assert wanted <= names
