"""The README's commands and examples are the ones that work."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_two_commands_stand_before_everything_else() -> None:
    found = blocks("bash", README.split("\n## ")[0])
    assert [block.count("\n") for block in found] == [1, 1]
    assert blocks("bash") == found
    assert "icos-ingest validate sample_data" in found[0]
    assert "pytest" in found[1]


def test_the_script_for_ci_runs_the_second_as_it_stands() -> None:
    (line,) = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if "awk" in line]
    extract = line.removeprefix("command=$(").removesuffix(")")
    done = subprocess.run(["bash", "-c", extract], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == blocks("bash")[1]


def test_the_script_for_ci_is_a_sound_one_that_runs_it() -> None:
    script = ROOT / ".ci/run"
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111
    assert 'bash -euo pipefail -c "$command"' in script.read_text(encoding="utf-8")


def test_the_example_for_notebooks_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    scope: dict = {}
    exec(code, scope)
    with scope["ds"] as ds:
        assert ds.co2.attrs["units"] == "umol mol-1"
        assert ds.co2.attrs["ancillary_variables"] == "Flag"
    report = scope["report"]
    assert report.portal.verdict == "rejected"
    assert report.portal.reason
    assert len(report.to_dataframe()) == len(report.findings) > 0


def test_what_the_readme_points_at_is_there() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
