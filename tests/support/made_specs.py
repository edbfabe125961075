"""Specifications that the golden results were made with, as a user's own documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_KEYS = {"title": "title", "value_format": "valueFormat", "optional": "isOptional", "regex": "isRegex"}


def made_documents(golden: Path) -> dict[str, dict[str, Any]]:
    """The documents of made_specs.json by id, in our words; write one to a file and load it."""
    made = json.loads((golden / "made_specs.json").read_text(encoding="utf-8"))
    return {name: _document(name, facts) for name, facts in made.items()}


def _document(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    columns = [{_KEYS[key]: value for key, value in column.items()} for column in facts["columns"]]
    rest = {key: value for key, value in facts.items() if key != "columns"}
    return {"id": name, **rest, "dataset": {"columns": columns}}
