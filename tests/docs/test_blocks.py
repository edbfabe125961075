"""Every command and every piece of code on a page does what the page says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.pages import blocks, run, unaccounted

ROOT = Path(__file__).parents[2]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "schemas" / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}
ELSEWHERE = {"README.md": {"bash"}}
"""Languages of blocks that another test runs: `.ci/run` runs the README's commands to set up."""


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if blocks(page)])
def test_it_runs(name: str, tmp_path: Path, sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(sample_data, tmp_path / "sample_data")
    monkeypatch.chdir(tmp_path)
    run(PAGES[name], tmp_path)


@pytest.mark.parametrize("name", PAGES)
def test_no_block_is_left_out_in_silence(name: str) -> None:
    left = [line for line in unaccounted(PAGES[name]) if not any(w in line for w in ELSEWHERE.get(name, ()))]
    assert left == []


class TestMechanism:
    """A wrong page is noticed."""

    @pytest.mark.parametrize(
        "page",
        [
            "```python\n1 / 0\n```\n",
            "```python\nprint(1)\n```\n\n```output\n2\n```\n",
            "```console\n$ false\n```\n",
            "```console\n$ true  # exit code 1\n```\n",
            "```console\n$ echo a\nb\n```\n",
            "```console\nno command\n$ true\n```\n",
        ],
    )
    def test_what_does_not_hold_fails(self, page: str, tmp_path: Path) -> None:
        with pytest.raises((AssertionError, ZeroDivisionError)):
            run(page, tmp_path)

    def test_what_holds_passes_in_order(self, tmp_path: Path) -> None:
        page = "```python\nn = 2\n```\ntext\n```python\nprint(n, 'or', n)\n```\n```output\n2 ... 2\n```\n"
        page += "```console\n$ echo a\na\n$ false  # exit code 1\n$ touch b\n```\n"
        assert run(page, tmp_path) == 4
        assert (tmp_path / "b").exists()

    def test_a_block_that_is_not_run_needs_a_reason_that_the_reader_sees(self, tmp_path: Path) -> None:
        block = "```bash\nexit 1\n```\n"
        assert len(list(unaccounted(block))) == 1
        assert list(unaccounted(f"*Not run here: it stops the shell.*\n\n{block}")) == []
        assert run("*Not run here: it fails on purpose.*\n\n```python\n1 / 0\n```\n", tmp_path) == 0
