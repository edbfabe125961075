"""Several files of one series, judged one by one and then together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icos_ingest.cli.validate import FORMATS


def hourly(path: Path, first: int, last: int, shift: float = 0.5) -> Path:
    rows = (f"2024-03-{1 + h // 24:02}T{h % 24:02}:00:00Z,{10 + h % 5 + shift}\n" for h in range(first, last))
    path.write_text("TIMESTAMP,TA\n" + "".join(rows))
    return path


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Three days: the second repeats a row with another value, the third begins too late."""
    folder = tmp_path / "series"
    folder.mkdir()
    return [
        hourly(folder / "a.csv", 0, 25),
        hourly(folder / "b.csv", 24, 48, 0.7),
        hourly(folder / "c.csv", 52, 72),
    ]


def together(done) -> dict:
    """The last report of a JSON document, which is that of the series."""
    *each, last = json.loads(done.out)["reports"]
    assert [report["format"] for report in each] != []
    assert last["format"] == "series"
    return last


def test_files_are_judged_one_by_one_and_then_together(run, files):
    assert run("validate", *files).code == 0
    done = run("validate", "--series", "--format", "json", *files)
    assert done.code == 1
    assert [r["quality"] for r in json.loads(done.out)["reports"]] == ["pass", "pass", "pass", "fail"]
    assert {f["code"]: f["severity"] for f in together(done)["findings"]} == {
        "F401": "error",
        "F403": "warning",
    }
    assert together(done)["source"]["path"] == "a.csv, b.csv, c.csv"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_it(run, files, format_):
    done = run("validate", "--series", "--format", format_, *files)
    assert done.code == 1
    assert "F401" in done.out
    assert "between b.csv and c.csv 4 rows are missing" in " ".join(done.out.split())


def test_the_tally_counts_files_and_names_the_series(run, files):
    assert "3 files and their series: 3 pass, 1 fail" in run("validate", "--series", *files).out


def test_exit_codes(run, files):
    assert run("validate", "--series", files[0]).code == 0
    assert run("validate", "--series", *files[:2], "--fail-on", "never").code == 0
    assert run("validate", "--series", files[0], files[2]).code == 0, "a gap is a warning"
    assert run("validate", "--series", files[0], files[2], "--fail-on", "warning").code == 1


def test_rules_are_chosen_as_for_a_file(run, files):
    done = run("validate", "--series", "--ignore", "F401", "--format", "json", *files)
    assert [f["code"] for f in together(done)["findings"]] == ["F403"]
    assert together(done)["not_applicable"] == ["F401"]
    assert run("validate", "--series", "--select", "T", *files).code == 0


def test_what_cannot_be_joined_was_not_judged(run, files, tmp_path):
    text = tmp_path / "notes.md"
    text.write_text("# no table\n")
    done = run("validate", "--series", "--fail-on", "never", "--format", "json", *files, text)
    assert done.code == 3
    assert together(done)["quality"] == "incomplete"
    assert [skipped["code"] for skipped in together(done)["skipped"]] == ["F401", "F402", "F403", "F404"]
    assert "notes.md" in together(done)["skipped"][0]["reason"]


def test_settings_and_a_baseline_hold_for_it(run, files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "icos-ingest.toml").write_text('series = true\nbaseline = "known.json"\n')
    assert run("validate", "--write-baseline", *files).code == 0
    done = run("validate", "--format", "json", *files)
    assert done.code == 0
    assert together(done)["findings"] == []
    assert len(json.loads(run("validate", "--no-series", "--format", "json", *files).out)["reports"]) == 3


def test_each_file_is_opened_by_the_settings_of_its_folder(run, tmp_path):
    for name, zone, first in (("east", "+02:00", 2), ("west", "-01:00", 5)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "icos-ingest.toml").write_text(f'time-zone = "{zone}"\n')
        rows = "".join(f"2024-03-01 {h:02}:00,{h}.5\n" for h in range(first, first + 6))
        (folder / f"{name}.csv").write_text(f"time,TA\n{rows}")
    done = run(
        "validate", "--series", "--format", "json", tmp_path / "east/east.csv", tmp_path / "west/west.csv"
    )
    assert [f["code"] for f in together(done)["findings"]] == [], "0 to 5 and 6 to 11 in UTC"


def test_many_files_are_named_by_the_first_and_the_last(run, tmp_path):
    many = [hourly(tmp_path / f"{day}.csv", 24 * day, 24 * day + 24) for day in range(6)]
    assert (
        together(run("validate", "--series", "--format", "json", *many))["source"]["path"]
        == "0.csv … 5.csv (6 files)"
    )


def test_standard_input_cannot_be_read_twice(run, files):
    done = run("validate", "--series", files[0], "-")
    assert done.code == 2
    assert "reads each file twice" in done.err
