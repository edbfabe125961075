"""`validate`: reports, exit codes, pipes, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess

import pytest
from tests.cli.conftest import COMMAND

from icos_ingest.cli.validate import exit_code
from icos_ingest.model import Finding, Report, Severity, Skipped, SourceInfo


def report(*severities: Severity, skipped: bool = False, incomplete: bool = False) -> Report:
    findings = tuple(Finding("V101", "x", severity, "x") for severity in severities)
    skips = (Skipped("G101", "no rasterio"),) if skipped else ()
    return Report(SourceInfo("a"), "csv", findings=findings, skipped=skips, incomplete=incomplete)


@pytest.mark.parametrize(
    ("one", "fail_on", "code"),
    [
        (report(), "error", 0),
        (report(Severity.INFO), "warning", 0),
        (report(Severity.WARNING), "error", 0),
        (report(Severity.WARNING), "warning", 1),
        (report(Severity.ERROR), "error", 1),
        (report(Severity.ERROR), "warning", 1),
        (report(Severity.ERROR), "never", 0),
        (report(skipped=True), "error", 3),
        (report(incomplete=True), "never", 3),
        (report(Severity.ERROR, incomplete=True), "error", 1),
        (report(Severity.ERROR, incomplete=True), "never", 3),
    ],
)
def test_exit_codes(one, fail_on, code):
    assert exit_code([report(), one], fail_on) == code


def test_after_ctrl_c_nobody_may_think_that_all_is_well():
    assert exit_code([report()], "error", interrupted=True) == 3


def test_a_good_and_a_faulty_file(run, good, faulty):
    found = run("validate", good, faulty)
    assert found.code == 1
    assert "FAIL" in found.out
    assert "faulty.csv" in found.out
    assert found.out.splitlines()[-1].startswith("2 files: ")
    assert found.err == ""


def test_a_good_file_passes(run, good):
    assert run("validate", good).code == 0


def test_never_to_fail(run, faulty):
    assert run("validate", faulty, "--fail-on", "never").code == 0


def test_json_is_one_document(run, good, faulty):
    document = json.loads(run("validate", good, faulty, "--format", "json").out)
    assert document["schema"] == "icos-ingest/report/1"
    assert [one["source"]["path"] for one in document["reports"]] == [str(good), str(faulty)]


def test_html_is_a_whole_page(run, faulty):
    page = run("validate", faulty, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    assert page.count("<script>") == 1


@pytest.mark.parametrize("kind", ["text", "json", "html"])
def test_the_report_goes_to_a_file(run, faulty, tmp_path, kind):
    target = tmp_path / "report"
    found = run("validate", faulty, "--format", kind, "--output", target)
    assert found.code == 1
    assert found.out == ""
    assert "faulty.csv" in target.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_told_before_the_work(run, good, tmp_path):
    found = run("validate", good, "--output", tmp_path / "no" / "report.txt")
    assert found.code == 2
    assert "no such folder" in found.err


def test_rules_can_be_chosen(run, faulty):
    assert run("validate", faulty, "--ignore", "F001").code != 1


def test_standard_input_has_the_name_that_it_is_given(process, good):
    done = process("validate", "-", "--stdin-filename", "from_pipe.csv", input=good.read_text())
    assert done.returncode == 0
    assert "from_pipe.csv" in done.stdout
    assert done.stderr == ""


def test_a_pipe_gets_neither_colour_nor_progress(process, good, faulty):
    done = process("validate", good, faulty, env={**os.environ, "TERM": "xterm-256color"})
    assert "\x1b" not in done.stdout + done.stderr


def test_names_of_files_cannot_paint_the_terminal(run, tmp_path):
    file = tmp_path / "\x1b[2J\u202evsc.csv"
    file.write_bytes(b"")
    found = run("validate", file)
    assert "\x1b" not in found.out
    assert "\u202e" not in found.out


def test_a_terminal_without_unicode_is_no_reason_to_crash(process, faulty):
    bad = faulty.with_name("µ→.csv")
    faulty.rename(bad)
    done = process("validate", bad, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert "\\u2192.csv" in done.stdout


def test_json_is_utf8_whatever_the_terminal(process, faulty):
    bad = faulty.with_name("µ.csv")
    faulty.rename(bad)
    done = process("validate", bad, "--format", "json", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert json.loads(done.stdout)["reports"][0]["source"]["path"] == str(bad)


def test_a_reader_that_goes_away_is_no_error_message(good):
    with subprocess.Popen(
        [*COMMAND, "validate", *[str(good)] * 40], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == b""


def listen() -> None:
    """Take Ctrl-C, which a shell lets its background jobs ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_shows_what_was_found_until_then(faulty):
    with subprocess.Popen(
        [*COMMAND, "validate", str(faulty), "-"],
        preexec_fn=listen,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        first = running.stdout.readline()  # the first report is out, the second file never ends
        running.send_signal(signal.SIGINT)
        rest, err = running.communicate(timeout=60)
    assert "faulty.csv" in first + rest
    assert running.returncode in (1, 3)
    assert "Traceback" not in err
    # Before or within the second file: it is missing from the report, or told by its own finding.
    assert "interrupted" in err or "X103" in rest
