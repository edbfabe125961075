"""Real files under every specification: most of them refused, and by both."""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import ingest
from icos_ingest.schema import Spec

TENTH = 10
"""Every tenth pair is in the default run, all are in the slow one."""


@pytest.fixture(scope="session")
def pairs(golden: Path) -> list[dict[str, Any]]:
    return json.loads(lzma.decompress((golden / "pairs.json.xz").read_bytes()))


def disagreements(pairs: list[dict[str, Any]], specs: dict[str, Spec], real_data: Path) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name = f"{pair['file']} as {pair['spec']}"
        got = ingest(real_data / pair["file"], spec=specs[pair["spec"]], nrows=pair["n_rows"])
        if got.verdict != pair["verdict"]:
            found[name] = f"{pair['verdict']} ({pair.get('reason')}), not {got.verdict} ({got.reason})"
        elif got.verdict == "accepted":
            extract = {key: value for key, value in pair["extract"].items() if key != "coverage"}
            columns = [[title, hashlib.sha256(v.tobytes()).hexdigest()[:16]] for title, v in got.columns]
            if (got.extract, columns) != (extract, pair["columns"]):
                found[name] = "another extract or other values"
    return found


def test_a_tenth_of_the_real_pairs_agree(
    pairs: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    chosen = [pair for i, pair in enumerate(pairs) if i % TENTH == 0 or pair["verdict"] == "accepted"]
    assert disagreements(chosen, specs_of, real_data) == {}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_all_real_pairs_agree(
    pairs: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    assert disagreements(pairs, specs_of, real_data) == {}
