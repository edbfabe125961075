"""Settings and known faults as a user of the command meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

NAME = "icos-ingest.toml"
HEAD = "TIMESTAMP,co2,remark\n"


def table(*cells: str) -> str:
    """A row a minute, with a value of CO2 each; many good ones follow, so that the column is one of numbers."""
    values = [*cells, *(["403.5"] * 90)]
    return HEAD + "".join(
        f"2019-06-07T{i // 60:02}:{i % 60:02}:00Z,{value},ok\n" for i, value in enumerate(values)
    )


@pytest.fixture
def spoilt(tmp_path) -> Path:
    """A file with two warnings of one kind."""
    file = tmp_path / "data" / "spoilt.csv"
    file.parent.mkdir()
    file.write_text(table("400.5", "abc", "401.5", "abc", "402.5"))
    return file


@pytest.fixture
def configure(tmp_path):
    def write(text: str, folder: Path = tmp_path) -> Path:
        file = folder / NAME
        file.write_text(text)
        return file

    return write


def codes(done) -> list[str]:
    return [f["code"] for report in json.loads(done.out)["reports"] for f in report["findings"]]


def test_settings_above_the_file_hold(run, spoilt, configure):
    assert run("validate", spoilt).code == 0
    configure('fail-on = "warning"')
    assert run("validate", spoilt).code == 1
    assert run("validate", spoilt, "--fail-on", "error").code == 0
    assert run("validate", spoilt, "--isolated").code == 0
    configure('ignore = ["V1"]\nfail-on = "warning"')
    assert run("validate", spoilt).code == 0
    assert run("validate", spoilt, "--ignore", "P").code == 1
    assert run("validate", spoilt, "--ignore", "").code == 1


def test_each_file_has_the_settings_of_its_own_folder(run, spoilt, configure, tmp_path):
    strict = tmp_path / "strict"
    strict.mkdir()
    (strict / "same.csv").write_text(spoilt.read_text())
    configure('fail-on = "never"')
    configure('fail-on = "warning"', strict)
    assert run("validate", spoilt).code == 0
    assert run("validate", spoilt, strict).code == 1


def test_a_file_of_settings_is_named(run, spoilt, configure, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text('fail-on = "warning"')
    configure('fail-on = "never"')
    assert run("validate", spoilt, "--config", other).code == 1
    assert run("validate", spoilt, "--config", tmp_path / "none.toml").code == 2


def test_ignores_by_file(run, spoilt, configure):
    configure('fail-on = "warning"\n[per-file-ignores]\n"data/*.csv" = ["V101"]')
    assert run("validate", spoilt).code == 0
    configure('fail-on = "warning"\n[per-file-ignores]\n"other/*.csv" = ["V101"]')
    assert run("validate", spoilt).code == 1


def test_options_of_reading_and_of_the_run(run, tmp_path, configure, monkeypatch):
    file = tmp_path / "dates.csv"
    file.write_text("date,co2\n" + "".join(f"0{d}.06.2019 00:00,{400 + d}.5\n" for d in range(1, 8)))
    assert "T102" in run("validate", file).out
    configure('day-first = true\ntime-zone = "UTC"\nformat = "json"\nlimits = { pixels = 5 }')
    monkeypatch.chdir(tmp_path)
    done = run("validate", file.name)
    assert codes(done) == []
    assert run("validate", file.name, "--format", "text").out.startswith("PASS")


def test_show_and_convert_read_a_file_by_its_settings(run, tmp_path, configure):
    file, out = tmp_path / "dates.csv", tmp_path / "out.csv"
    file.write_text("date,co2\n" + "".join(f"0{d}.06.2019 00:00,{400 + d}.5\n" for d in range(1, 8)))
    assert "(row: 7)" in run("show", file).out, "a date that can be read in two ways is no time"
    configure('day-first = true\ntime-zone = "+01:00"\nfail-on = "warning"\n[per-file-ignores]\n"*" = ["T"]')
    shown = run("show", file)
    assert "(time: 7)" in shown.out
    assert "2019-05-31T23:00:00" in shown.out
    assert "2019-05-31T22:00:00" in run("show", file, "--time-zone", "+02:00").out
    assert "(row: 7)" in run("show", file, "--isolated").out
    assert run("convert", file, out).code == 0
    assert out.read_text().splitlines()[1].startswith("2019-05-31T23:00:00")
    other = configure('time-zone = "UTC"\nday-first = false', out.parent.parent)
    assert "2019-01-06" in run("show", file, "--config", other).out
    other.unlink()


def test_wrong_settings_end_show_and_convert_too(run, spoilt, configure, tmp_path):
    configure("day-frist = true")
    assert run("show", spoilt).code == 2
    assert "did you mean day-first?" in run("convert", spoilt, tmp_path / "out.nc").err
    assert not (tmp_path / "out.nc").exists()


def test_paths_are_relative_to_the_settings(run, spoilt, configure, tmp_path, monkeypatch):
    schema = {
        "id": "mine",
        "format": "csvWithIso8601tsFirstCol",
        "dataset": {
            "columns": [
                {"title": "TIMESTAMP", "valueFormat": "iso8601dateTime"},
                {"title": "gone", "valueFormat": "float32"},
            ]
        },
    }
    (tmp_path / "mine.json").write_text(json.dumps(schema))
    configure('schema = "mine.json"')
    monkeypatch.chdir(spoilt.parent)
    assert "C101" in codes(run("validate", spoilt.name, "--format", "json"))
    assert run("validate", spoilt.name, "--spec", "atcCo2NrtDataObject").code == 1, "it overrules the schema"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = ['T']", "did you mean select or spec?"),
        ("day-first = 'yes'", "day-first: ignored explicit 'yes'"),
        ("fail-on = 'info'", "fail-on: invalid choice: 'info'"),
        ("jobs = 0", "jobs: at least 1 is needed"),
        ("select = [[1]]", "select is [[1]]"),
        ("spec = 2019-06-07", "spec is datetime.date(2019, 6, 7)"),
        ("spec = 'atcCo2NrtDataObjekt'", "did you mean atcCo2NrtDataObject"),
        ("spec = 'a'\nschema = 'b'", "schema: not allowed with spec"),
        ("ignore = ['Z9']", "no rule whose code begins with 'Z9'"),
        ("write-baseline = true", "there is no setting 'write-baseline'"),
    ],
)
def test_wrong_settings_are_wrong_use(run, spoilt, configure, text, said):
    configure(text)
    done = run("validate", spoilt)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_only_new_faults_fail(run, spoilt, tmp_path):
    known = tmp_path / "known.json"
    words = ("validate", spoilt, "--fail-on", "warning", "--baseline", known)
    assert run(*words).code == 2, "there is none yet"
    done = run(*words, "--write-baseline")
    assert (done.code, known.exists()) == (0, True)
    done = run(*words)
    assert done.code == 0
    assert done.err == f"icos-ingest: 2 faults that {known} knows are left out\n"
    spoilt.write_text(table("400.5", "400.6", "400.7", "abc", "401.5", "abc", "402.5"))
    assert run(*words).code == 0, "lines may move"
    spoilt.write_text(table("400.5", "abc", "401.5", "abc", "abc"))
    done = run(*words)
    assert done.code == 1
    assert "the baseline knows 2 such" in " ".join(done.out.split())
    spoilt.write_text(table("400.5", "abc", "401.5", "xyz", "402.5"))
    assert run(*words).code == 1, "as many, but another one"
    spoilt.write_text(table("400.5", "abc", "401.5", "401.5", "402.5"))
    done = run(*words)
    assert done.code == 0
    assert done.err.endswith(f"1 faults that {known} knows are left out; 1 of its faults are mended\n")


def test_a_baseline_holds_from_any_folder_and_for_one_file_of_many(
    run, spoilt, tmp_path, monkeypatch, configure
):
    other = spoilt.with_name("other.csv")
    other.write_text(spoilt.read_text())
    configure('baseline = "known.json"\nfail-on = "warning"')
    assert run("validate", spoilt.parent, "--write-baseline").code == 0
    monkeypatch.chdir(spoilt.parent)
    assert run("validate", "spoilt.csv", "other.csv").code == 0
    files = json.loads((tmp_path / "known.json").read_text())["files"]
    assert sorted(files) == ["data/other.csv", "data/spoilt.csv"]
    other.write_text(table("400.5", "401.5"))
    assert run("validate", "other.csv", "--write-baseline").code == 0
    assert list(json.loads((tmp_path / "known.json").read_text())["files"]) == ["data/spoilt.csv"]


def test_what_was_not_judged_is_never_known(run, tmp_path, sample_data):
    known = tmp_path / "known.json"
    words = ("validate", sample_data / "good" / "phenocam.png", "--limits", "pixels=10", "--baseline", known)
    assert run(*words, "--write-baseline").code == 3
    done = run(*words)
    assert done.code == 3
    assert "X101" in done.out


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "icos-ingest/baseline/1", "files": 1}', '{"schema": "other", "files": {}}',
     '{"schema": "icos-ingest/baseline/1", "files": {"x": [{"code": 1, "count": 1}]}}',
     '{"schema": "icos-ingest/baseline/1", "files": {"x": [{"code": "V101", "count": "many"}]}}',
     "[" * 100_000],
)  # fmt: skip
def test_a_broken_baseline_is_wrong_use(run, spoilt, tmp_path, text):
    known = tmp_path / "known.json"
    known.write_text(text)
    done = run("validate", spoilt, "--baseline", known)
    assert done.code == 2
    assert "this is no baseline" in done.err


def test_a_baseline_needs_a_place(run, spoilt):
    done = run("validate", spoilt, "--write-baseline")
    assert done.code == 2
    assert "add --baseline FILE" in done.err
