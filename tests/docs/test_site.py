"""The site builds strictly, has a page for each rule, format and specification, and loads nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tools.docs_pages import _cell, pages

from icos_ingest.registry import readers, rules
from icos_ingest.schema import formats, specs

ROOT = Path(__file__).parents[2]
LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]+src=[\"']([^\"']+)|<link([^>]+)>|@import[^;]+|url\(([^)]+)\)"
)


def expected() -> set[str]:
    names = {f"rules/{code}" for code in rules()} | {f"specifications/{name}" for name in specs()}
    names |= {f"formats/{name}" for reader in readers().values() for name in reader.formats}
    return names | {f"formats/{name}" for name in formats()}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_every_rule_format_and_specification_has_its_page(made: dict[str, str]) -> None:
    assert {f"{name}.md" for name in expected()} <= made.keys()
    for rule in rules().values():
        text = made[f"rules/{rule.code}.md"]
        assert text.startswith(f"# {rule.code} {rule.name}\n")
        assert all(f"\n## {title}\n" in text for title in rule.page.sections)
        assert f"[{rule.code}]({rule.code}.md)" in made["rules/index.md"]


def test_a_page_says_what_the_portal_says(made: dict[str, str]) -> None:
    text = made["specifications/atcCo2NrtDataObject.md"]
    assert "| `co2` | float32 |" in text
    assert "(../formats/asciiAtcProductTimeSer.md)" in text
    assert "`-999.990`" in made["formats/asciiAtcProductTimeSer.md"]


def test_a_threshold_stands_on_its_rules_page_with_its_source(made: dict[str, str]) -> None:
    assert "| common | 0.1 |" in made["rules/T201.md"]


def test_text_in_a_table_is_no_markup() -> None:
    assert _cell("a|b\n<script>*x*_`[l](u)") == r"a\|b \<script\>\*x\*\_\`\[l\](u)"


def test_nothing_that_is_generated_is_committed(made: dict[str, str]) -> None:
    assert [name for name in made if (ROOT / "docs" / name).exists()] == []


def test_the_navigation_names_pages_that_are_there(made: dict[str, str]) -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    names = re.findall(r"[\w/]+\.md", str(nav))
    assert [name for name in names if name not in made and not (ROOT / "docs" / name).exists()] == []


@pytest.mark.slow
def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [name for name in expected() if not (tmp_path / f"{name}.html").is_file()] == []
    loaded = set()
    for path in [*tmp_path.rglob("*.html"), *tmp_path.rglob("*.css")]:
        for match in LOADED.finditer(path.read_text(encoding="utf-8")):
            if 'rel="canonical"' not in match[0] and 'url("data:' not in match[0]:
                loaded.add(match[0])
    assert loaded
    assert [text for text in loaded if re.search(r"https?:|[\"'(=]//", text)] == []
