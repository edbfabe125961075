"""Wrong use ends with a sentence and exit code 2; help and rule pages start fast."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "COMMAND"),
        (("frobnicate",), "invalid choice"),
        (("validate",), "PATHS"),
        (("validate", "x.csv", "--format", "pdf"), "invalid choice: 'pdf'"),
        (("validate", "x.csv", "--fail-on", "info"), "invalid choice"),
        (("validate", "x.csv", "--nrows", "-1"), "--nrows"),
        (("validate", "x.csv", "--nrows", "many"), "is not a number"),
        (("validate", "x.csv", "--jobs", "0"), "at least 1"),
        (("validate", "x.csv", "--limits", "speed=3"), "pixels"),
        (("validate", "x.csv", "--limits", "pixels"), "NAME=NUMBER"),
        (("validate", "x.csv", "--limits", "pixels=1e400"), "not a whole number"),
        (("validate", "x.csv", "--separator", "ab"), "--separator"),
        (("validate", "x.csv", "--encoding", "klingon"), "klingon"),
        (("validate", "x.csv", "--spec", "a", "--schema", "b"), "not allowed with"),
        (("show",), "FILE"),
        (("convert", "x.csv"), "OUT"),
        (("rule", "T999"), "there is no rule 'T999'"),
        (("spec", "atcC02NrtDataObject"), "atcCo2NrtDataObject"),
        (("validate", "no-such-file.csv"), "there is no such file"),
        (("validate", "-", "-"), "only once"),
        (("validate", "x.csv", "--stdin-filename", "y.csv"), "without standard input"),
    ],
)
def test_wrong_use_is_exit_code_2_and_a_sentence(run, words, says):
    found = run(*words)
    assert found.code == 2
    assert says in found.err
    assert "Traceback" not in found.err
    assert found.out == ""


def test_a_broken_specification_of_ones_own_is_wrong_use(run, good, tmp_path):
    own = tmp_path / "own.json"
    own.write_text("{")
    found = run("validate", good, "--schema", own)
    assert found.code == 2
    assert "own.json" in found.err


def test_control_codes_in_what_the_user_typed_do_not_reach_the_terminal(run):
    found = run("validate", "\x1b[2Jno.csv")
    assert "\x1b" not in found.err
    assert r"\x1b[2Jno.csv" in found.err


HEAVY = "pandas xarray rich netCDF4 h5py rasterio PIL openpyxl nbformat pandera polars cf_units jsonschema"


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["formats", "--help"], f"{HEAVY} numpy"),
        (["validate", "--help"], f"{HEAVY} numpy"),
        (["spec", "atcCo2NrtDataObject"], f"{HEAVY} numpy"),
        (["rule", "F001"], HEAVY),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(words, heavy):
    program = (
        "import sys; from icos_ingest.cli import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\n"
        f"sys.exit(' '.join(sorted(set({heavy.split()!r}) & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == "\n"
