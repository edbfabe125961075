"""Chooses the portal's golden cases that live in the repository, tests/portal/sample_cases.json.

Run it with the folder of golden results as its argument: python tools/make_sample_cases.py FOLDER

Only cases whose bytes were invented from a dataset's columns are taken: real files stay where they are. Of
each format and each reason for a refusal, and of each format's acceptances, the shortest few, each with
another kind of damage while there is one. Bytes are packed by zlib and written in base64.
"""

from __future__ import annotations

import base64
import json
import lzma
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "tests" / "portal" / "sample_cases.json"
REFUSED, ACCEPTED = 3, 13
"""Cases of each format and reason, and of each format's acceptances."""
KEPT = ("id", "format", "spec", "n_rows", "changes", "verdict", "reason", "extract", "columns")


def main(folder: Path) -> None:
    """Write the file anew."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.made_specs import made_documents

    cases = json.loads(lzma.decompress((folder / "cases.json.xz").read_bytes()))
    blob = lzma.decompress((folder / "cases.bin.xz").read_bytes())
    served = {
        row["id"]: row["csv"] for row in json.loads(lzma.decompress((folder / "csv.json.xz").read_bytes()))
    }
    chosen = choose([case for case in cases if case["base"].startswith("columns:")])
    rows = []
    for case in chosen:
        data = blob[case["offset"] : case["offset"] + case["length"]]
        row = {key: case[key] for key in KEPT if key in case}
        if case["id"] in served:
            row["csv"] = served[case["id"]]
        row["data"] = base64.b64encode(zlib.compress(data, 9)).decode()
        rows.append(row)
    used = {row["spec"] for row in rows}
    made = {name: document for name, document in made_documents(folder).items() if name in used}
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    text = f'{{"specs": {json.dumps(made, sort_keys=True)},\n"cases": [\n{lines}\n]}}\n'
    TARGET.write_text(text, encoding="utf-8")
    print(f"{len(rows)} cases, {len(text) // 1000} kB")


def choose(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shortest of each kind, and of those the ones whose damage is not there yet."""
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: (case["length"], case["id"])):
        kinds[case["format"], case.get("reason") or ""].append(case)
    found = []
    for (_, reason), alike in sorted(kinds.items()):
        seen: set[str] = set()
        new, again = [], []
        for case in alike:
            damage = " ".join(map(str, case["changes"]))
            (again if damage in seen else new).append(case)
            seen.add(damage)
        found += (new + again)[: REFUSED if reason else ACCEPTED]
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
