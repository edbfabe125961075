"""The command, and what it starts, begin and end as processes of our own; whoever imports us keeps theirs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TELL = "import gc, os; print(gc.get_threshold()[0], os.environ.get('OPENBLAS_NUM_THREADS'))"


def told(code: str, environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.split()[-2:]


BEGIN = (
    "import atexit, sys; from icos_ingest.__main__ import begin; sys.argv[1:] = {words}; {before}; begin()"
)


def test_the_command_looks_for_garbage_later() -> None:
    code = BEGIN.format(words=["formats"], before=f"atexit.register(lambda: exec({TELL!r}))")
    assert told(code, {}) == ["100000", "1"]


@pytest.mark.parametrize(("words", "code"), [(["rule", "T201"], 0), (["rule", "T999"], 2), (["--bla"], 2)])
def test_the_command_ends_with_its_code_and_all_that_it_said(words: list[str], code: int) -> None:
    begin = BEGIN.format(words=words, before="atexit.register(sys.stdout.write, 'the end')")
    done = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stdout.endswith("the end")
    assert (len(done.stdout) > 500, bool(done.stderr)) == (code == 0, code == 2)


def test_a_process_that_was_started_early_is_ended_with_the_command() -> None:
    ahead = "from icos_ingest.pipeline import starting; starting._ahead['x'] = starting._begun('time')"
    tell = "atexit.register(lambda: print(len(starting._ahead)))"
    begin = BEGIN.format(words=["formats"], before=f"{tell}; {ahead}; {tell}").replace("; from", "\nfrom", 1)
    done = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True, check=True)
    assert (done.stdout.split()[-2:]) == ["1", "0"]


def test_a_full_disk_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "icos_ingest", "formats"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "No space left" in done.stderr


def test_what_the_user_asked_of_numpy_stays() -> None:
    assert (
        told(f"from icos_ingest.launch import launch; launch(); {TELL}", {"OPENBLAS_NUM_THREADS": "3"})[1]
        == "3"
    )


@pytest.mark.parametrize(
    "code", ["import icos_ingest", "from icos_ingest.cli import main; main(['formats'])"]
)
def test_whoever_imports_us_keeps_theirs(code: str) -> None:
    assert told(f"{code}; {TELL}", {}) == told(TELL, {})
