"""What is found in good files and known: right, or a false alarm that is left; each with its reason."""

from __future__ import annotations

import json
from pathlib import Path

Pair = tuple[str, str]


def known(*, right: bool) -> set[Pair]:
    """File and rule of each finding that is known."""
    entries = json.loads(Path(__file__).with_name("known.json").read_text(encoding="utf-8"))
    return {(path, entry["code"]) for entry in entries if entry["right"] is right for path in entry["files"]}
