"""How the names of files of a format end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from icos_ingest.schema import store


def suffixes() -> Mapping[str, Sequence[str]]:
    """Endings in small letters by format, `text` for all that are text; not every format has some."""
    found: Mapping[str, Sequence[str]] = store.read("suffixes")["formats"]
    return found
