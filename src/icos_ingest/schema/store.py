"""The documents in schemas/, each read once, and only when it is asked for."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection
from functools import cache
from typing import Any

from icos_ingest.errors import SchemaFileError
from icos_ingest.resources import schemas_root


@cache
def read(name: str) -> Any:
    """Return one document by its path below schemas/, without `.json`. It is shared: do not change it."""
    path = schemas_root() / f"{name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SchemaFileError(
            f"a file of the installation cannot be read: {error}",
            hint="install icos-ingest anew",
            source=str(path),
        ) from error


@cache
def names(folder: str) -> frozenset[str]:
    """Return the ids of the documents in a folder."""
    return frozenset(path.stem for path in (schemas_root() / folder).glob("*.json"))


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return a hint at known words like this one, or None."""
    by_lower = {name.lower(): name for name in sorted(known)}
    close = difflib.get_close_matches(word.lower()[:200], by_lower, n=3, cutoff=0.6)
    return "did you mean " + " or ".join(by_lower[name] for name in close) + "?" if close else None
