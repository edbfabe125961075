"""The portal's own results, once for all tests."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from icos_ingest.schema import Spec, load_spec_file, spec


@pytest.fixture(scope="session")
def cases(golden: Path) -> list[dict[str, Any]]:
    """Every case with its bytes under `data`."""
    found = json.loads(lzma.decompress((golden / "cases.json.xz").read_bytes()))
    blob = lzma.decompress((golden / "cases.bin.xz").read_bytes())
    for case in found:
        case["data"] = blob[case["offset"] : case["offset"] + case["length"]]
    return found


@pytest.fixture(scope="session")
def specs_of(golden: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spec]:
    """Specifications by id, made ones among them; others are loaded when asked for."""
    from support.made_specs import made_documents

    folder = tmp_path_factory.mktemp("specs")

    class Specs(dict[str, Spec]):
        def __missing__(self, name: str) -> Spec:
            self[name] = spec(name)
            return self[name]

    found = Specs()
    for name, document in made_documents(golden).items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        found[name] = load_spec_file(path)
    return found
