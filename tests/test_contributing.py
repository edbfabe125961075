"""The two recipes of CONTRIBUTING.md, followed to the letter in a copy of the source."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.source
ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^( *)```python\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
GOOD = "TIMESTAMP,P [hPa]\n" + "".join(f"2024-03-01T{h:02}:00:00Z,{1002.1 + h / 10:.1f}\n" for h in range(24))
BAD = re.sub(r"\.\d$", "", GOOD, flags=re.MULTILINE)


def blocks(section: str) -> list[str]:
    """The fenced pieces of Python in a section, without their indent."""
    (part,) = re.findall(rf"^## {section}$(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", code, flags=re.MULTILINE) for indent, code in BLOCK.findall(part)]


def named(pattern: str, **words: str) -> str:
    """A path that the text names, its <words> filled in."""
    assert f"`{pattern}`" in TEXT
    for word, value in words.items():
        pattern = pattern.replace(f"<{word}>", value)
    return pattern


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the source, with the facts beside it."""
    for folder in ("src", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*cache*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command with the copy in place of the installed package."""
    env = os.environ | {"PYTHONPATH": str(project / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        [sys.executable, *words], cwd=project, env=env, capture_output=True, text=True, check=False
    )


def state(project: Path) -> dict[str, str]:
    return {
        str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (project / "src").rglob("*.py")
    }


def write(project: Path, name: str, code: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


def styled(project: Path, name: str) -> None:
    for words in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)):
        done = run(project, "-m", *words, name)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_recipe_of_a_reader(project: Path) -> None:
    before = state(project)
    code, test = blocks("A reader")
    name = named("src/icos_ingest/readers/<name>.py", name="ghg_notes")
    write(project, name, code)
    write(project, named("tests/readers/test_<name>.py", name="ghg_notes"), test)
    assert {file for file, sum_ in state(project).items() if before.get(file) != sum_} == {name}

    done = run(
        project, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/readers/test_ghg_notes.py"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 passed" in done.stdout
    styled(project, name)

    (project / "notes.txt").write_bytes(b"GHG\n1.5\n2.5\n")
    code = "import icos_ingest; print(icos_ingest.__file__, icos_ingest.identify('notes.txt').reader)"
    assert run(project, "-c", code).stdout.split() == [
        str(project / "src/icos_ingest/__init__.py"),
        "ghg_notes",
    ]
    code = "import icos_ingest; print(icos_ingest.open_dataset('notes.txt').value.values.tolist())"
    assert run(project, "-c", code).stdout.strip() in ("[1.5, 2.5]", "['1.5', '2.5']")


def test_the_recipe_of_a_rule(project: Path) -> None:
    before = state(project)
    (code,) = blocks("A rule")
    pattern = "src/icos_ingest/rulebook/<family>/<code>_<name>.py"
    name = named(pattern, family="cells", code="v901", name="whole_pressure")
    write(project, name, code)
    assert {file for file, sum_ in state(project).items() if before.get(file) != sum_} == {name}
    styled(project, name)

    listed = run(project, "-m", "icos_ingest", "rule").stdout
    assert "V901  info     whole-pressure: Whole number of hectopascals" in listed
    page = run(project, "-m", "icos_ingest", "rule", "whole-pressure").stdout
    for heading in ("What it checks", "Why it matters", "How to mend", "Example", "References"):
        assert f"\n{heading}\n" in page
    assert [finding["message"] for finding in fired(project, BAD)] == [
        "P [hPa] holds whole numbers only, such as 1002"
    ]
    assert fired(project, GOOD) == []


def fired(project: Path, table: str) -> list[dict]:
    """What the new rule finds in a table."""
    (project / "table.csv").write_text(table, encoding="utf-8")
    done = run(project, "-m", "icos_ingest", "validate", "--format", "json", "table.csv")
    (report,) = json.loads(done.stdout)["reports"]
    return [finding for finding in report["findings"] if finding["code"] == "V901"]
