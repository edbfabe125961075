"""The portal's golden cases that live in the repository; tools/make_sample_cases.py chooses them."""

from __future__ import annotations

import base64
import json
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from icos_ingest.schema import Spec, load_spec_file, spec

SAMPLES = Path(__file__).parents[1] / "portal" / "sample_cases.json"


def sample_cases(folder: Path) -> list[dict[str, Any]]:
    """Every case with its bytes under `data` and its specification, loaded, under `spec`.

    Args:
        folder: takes the documents of made specifications.
    """
    document = json.loads(SAMPLES.read_text(encoding="utf-8"))
    made: dict[str, Spec] = {}
    for name, facts in document["specs"].items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(facts), encoding="utf-8")
        made[name] = load_spec_file(path)
    return [
        {
            **case,
            "data": zlib.decompress(base64.b64decode(case["data"])),
            "spec": made.get(case["spec"]) or spec(case["spec"]),
        }
        for case in document["cases"]
    ]


class Pipe:
    """A stream that gives one byte at a time and cannot be rewound."""

    def __init__(self, data: bytes) -> None:
        self._data = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(1 if size else 0)

    def seekable(self) -> bool:
        return False
