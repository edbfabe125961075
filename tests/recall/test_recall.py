"""Every rule that looks at data finds the faults that are planted, where they are."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from tests.recall.__main__ import PAGE
from tests.recall.files import names, real_folder, split, table
from tests.recall.harness import (
    HERE,
    LEAST_FILES,
    LEAST_FOUND,
    by_name,
    by_plant,
    count,
    looks_at_data,
    sized,
    sizes,
)

from icos_ingest.registry import rules


@pytest.mark.parametrize(("rule", "plant"), sorted(by_plant()))
def test_planted_faults_are_found_at_their_place(rule: str, plant: str) -> None:
    counted = count(rule, plant)
    least = LEAST_FOUND[by_name(rule).severity]
    assert counted.files >= LEAST_FILES
    assert counted.found >= least * counted.files, f"missed in {', '.join(counted.missed)}"
    if real_folder():
        assert counted.row in PAGE.read_text(encoding="utf-8").splitlines(), "run python -m tests.recall"


def test_every_rule_that_looks_at_data_stands_in_the_table() -> None:
    looking = {rule.name for rule in rules().values() if looks_at_data(rule)}
    planted = {rule for rule, _ in by_plant()}
    assert looking - planted == set()


def test_sizes_are_fixed_for_every_plant_and_for_nothing_else() -> None:
    known = {rule.name for rule in rules().values()}  # sizes may stand there before their rule
    assert {(rule, plant) for rule in sized() if rule in known for plant in sizes(rule)} == set(by_plant())


def test_the_page_holds_no_other_rows() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(by_plant())


@pytest.mark.parametrize(
    "path",
    [*(HERE / "plants").glob("*.py"), HERE / "table.py", HERE / "generated.py"],
    ids=lambda path: path.stem,
)
def test_what_plants_knows_nothing_of_what_looks(path: Path) -> None:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    imported = [getattr(node, "module", None) or "" for node in tree if isinstance(node, ast.ImportFrom)]
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    imported += [alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names]
    assert not [name for name in imported if name.startswith("icos_ingest")]


def test_made_files_and_split_files_are_whole() -> None:
    for name in names():
        if name.startswith("made:"):
            made = table(name)
            assert {len(row) for row in made.rows} == {len(made.titles)}
            again = split(made.to_bytes(), made.name, made.spec, made.options)
            assert again.rows == made.rows or made.name.startswith(("SITES", "SE-Htm_ta"))


def test_real_files_are_split_without_loss() -> None:
    folder = real_folder()
    if folder is None:
        pytest.skip("the real files are not there; set ICOS_INGEST_REAL_DATA")
    for path, about in json.loads((HERE / "files.json").read_text(encoding="utf-8")).items():
        data = (folder / path).read_bytes()
        assert split(data, path, about["spec"], {}).to_bytes().rstrip() == data.rstrip()
