"""Objects that the portal looks at by their first bytes only: every real file, as each such specification."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import ingest
from icos_ingest.schema import Spec

TENTH = 10
"""Of the default run is every tenth file, with all that are no file; all are in the slow one."""


@pytest.fixture(scope="session")
def rows(golden: Path) -> list[dict[str, Any]]:
    return json.loads(lzma.decompress((golden / "first-bytes.json.xz").read_bytes()))


def disagreements(rows: list[dict[str, Any]], specs: dict[str, Spec], real_data: Path) -> list[str]:
    found = []
    for row in rows:
        name = row["file"]
        source = bytes.fromhex(name.removeprefix("bytes:")) if name.startswith("bytes:") else real_data / name
        got = ingest(source, spec=specs[row["spec"]])
        if got.verdict != row["verdict"]:
            found.append(f"{name} as {row['spec']}: {row['verdict']}, not {got.verdict} ({got.reason})")
    return found


def test_a_tenth_of_the_first_bytes_agree(
    rows: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    tenth = set(sorted({row["file"] for row in rows})[::TENTH])
    chosen = [row for row in rows if row["file"] in tenth or row["file"].startswith("bytes:")]
    assert {row["verdict"] for row in chosen} == {"accepted", "rejected", "stored"}
    assert disagreements(chosen, specs_of, real_data) == []


@pytest.mark.slow
def test_all_first_bytes_agree(
    rows: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    assert disagreements(rows, specs_of, real_data) == []
