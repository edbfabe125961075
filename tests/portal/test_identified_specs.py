"""How often a file's own specification is among the first equals that are found for it.

The best specification is the one that knows most columns, so a file under a foreign specification whose columns
are all optional, which the portal accepts, is rightly not found for that one.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

from icos_ingest import identify
from icos_ingest.schema import specs

CASES = 500
CASES_FOUND, FILES_FOUND, PAIRS_FOUND = 0.86, 1.0, 0.48
"""What is reached; less is a step back."""


def first_equals(source: Any) -> tuple[str, ...]:
    return next(iter(identify(source).specs), ())


def test_the_specification_of_accepted_cases_is_found(cases: list[dict[str, Any]]) -> None:
    known = [case for case in cases if case["verdict"] == "accepted" and case["spec"] in specs()]
    chosen = known[:: len(known) // CASES][:CASES]
    found = sum(case["spec"] in first_equals(case["data"]) for case in chosen)
    print(f"accepted cases: {found} of {len(chosen)}")
    assert found >= CASES_FOUND * len(chosen)


def test_the_specification_of_real_files_is_found(golden: Path, real_data: Path) -> None:
    pairs = json.loads(lzma.decompress((golden / "pairs.json.xz").read_bytes()))
    accepted: dict[str, list[str]] = {}
    for pair in pairs:
        if pair["verdict"] == "accepted" and pair["spec"] in specs():
            accepted.setdefault(pair["file"], []).append(pair["spec"])
    first = {name: first_equals(real_data / name) for name in accepted}
    files = sum(bool(set(wanted) & set(first[name])) for name, wanted in accepted.items())
    pairs_found = sum(spec in first[name] for name, wanted in accepted.items() for spec in wanted)
    n = sum(map(len, accepted.values()))
    print(
        f"real files with one of their specifications: {files} of {len(accepted)}; pairs: {pairs_found} of {n}"
    )
    assert files >= FILES_FOUND * len(accepted)
    assert pairs_found >= PAIRS_FOUND * n
