"""Damaged files of every format end in a report, and what does not would be found."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random

import pytest
from tests.fuzz import checked
from tests.fuzz.__main__ import main
from tests.fuzz.inputs import BY_KIND, Input, Inputs
from tests.fuzz.judging import judge
from tests.fuzz.pool import Plan, judged
from tests.fuzz.seeds import seeds
from tests.fuzz.summary import Summary

FINDS = Path(__file__).with_name("finds")
"""What a run found once, each file in a folder that says what happened."""
RULE = '''"""Deadly word.

## What it checks

A name.

## Why it matters

A test.

## How to mend

Not.

## Example

None.

## References

None.
"""

import os
import warnings
from pathlib import Path

from icos_ingest.model import Severity
from icos_ingest.rule_kinds import FactRule


def spoil():
    temporary = Path(os.environ["TMPDIR"])
    (temporary / "left").write_text("x")
    next(temporary.parent.glob("*.jl")).write_text("x")
    warnings.warn("old")
    raise ZeroDivisionError


class Deadly(FactRule):
    severity = Severity.INFO

    def check(self, content, ctx):
        if ctx.name.endswith(".jl"):
            {how}
        return ()


FINDS = Path(__file__).with_name("finds")
"""What a run found once, each file in a folder that says what happened."""
RULE = Deadly()
'''


def plugged(folder: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Install a plug-in rule for the workers."""
    (folder / "f999_deadly_word.py").write_text(RULE.replace("{how}", how), encoding="utf-8")
    info = folder / "deadly-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[icos_ingest.rules]\nz = f999_deadly_word:RULE\n", encoding="utf-8"
    )
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])


def test_two_hundred_inputs_lead_to_no_find() -> None:
    plan = Plan(seed=12)
    summary = Summary(plan.inputs())
    for outcome in judged(plan, range(200)):
        summary.add(outcome)
    assert not summary.groups, str(summary)
    assert summary.count == 200
    assert summary.known > 0.5
    assert len(summary.kinds) >= 12


def test_an_input_is_the_same_each_time() -> None:
    one, other = Inputs(seeds(), 5), Inputs(seeds(), 5)
    assert [one[i] for i in range(40)] == [other[i] for i in range(40)]
    assert len({one[i].data for i in range(40)}) > 30


def test_checksums_of_hdf5_are_put_right() -> None:
    (whole,) = seeds(words=["netcdf4.nc"])
    changed = [checked.header(whole.data, Random(number)) for number in range(20)]
    assert whole.data not in changed
    for data in changed:
        assert len(data) == len(whole.data)
        assert checked.lookup3(data[: checked.SUPERBLOCK]) == int.from_bytes(data[44:48], "little")
    assert checked.lookup3(b"Four score and seven years ago") == 0x17770551, "the example of lookup3.c"


@pytest.mark.parametrize("kind", sorted({seed.kind for seed in seeds()} | set(BY_KIND)))
def test_mutations_of_every_kind_change_their_files(kind: str) -> None:
    chosen = seeds(words=[kind])
    assert chosen
    inputs = Inputs(chosen, 3)
    whole = {seed.data for seed in chosen}
    changed = sum(inputs[i].data not in whole for i in range(60))
    assert changed > 40


@pytest.mark.parametrize(
    ("how", "groups"),
    [
        ("os.abort()", {"death (open) SIGABRT checker.py:facts"}),
        (
            "spoil()",
            {
                "crashed rule julia the rule FN deadly-word crashed: ZeroDivisionError: ",
                "file left behind julia",
                "changed file julia",
                "warning UserWarning old",
            },
        ),
    ],
)
def test_what_must_not_happen_is_found(
    how: str, groups: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged(tmp_path, monkeypatch, how)
    plan = Plan(words=("fit.jl", "plot.R"))
    summary = Summary(plan.inputs(), tmp_path / "kept")
    for outcome in judged(plan, (1, 2)):
        summary.add(outcome)
    assert summary.count == 2
    assert set(summary.groups) == groups
    assert {group.count for group in summary.groups.values()} == {1}
    for folder in (tmp_path / "kept").iterdir():
        why = (folder / "why.txt").read_text(encoding="utf-8")
        assert (folder / "fit.jl").read_bytes() == plan.inputs()[
            summary.groups[why.splitlines()[0]].number
        ].data


def test_the_command_writes_an_input_and_judges_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "input"
    assert main(["--seed", "4", "--only", "17", "--write", str(path)]) == 0
    assert path.read_bytes() == Plan(4).inputs()[17].data
    capsys.readouterr()
    assert main(["--seed", "4", "--only", "17", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["inputs"] == 1
    assert said["finds"] == {}


@pytest.mark.parametrize("path", sorted(FINDS.glob("*/*")), ids=lambda path: path.parent.name)
def test_what_was_found_once_is_mended(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    outcome = judge(Input(0, path.name, "find", path.read_bytes(), ()), tmp_path)
    assert outcome.finds == []
