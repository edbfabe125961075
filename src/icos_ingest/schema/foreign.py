"""Formats that nobody here reads, by how they begin, so that a file is told for what it is."""

from __future__ import annotations

import codecs
import re
from functools import cache

from msgspec import Struct

from icos_ingest.schema import store

_HEAD = 20_000
"""Characters that are looked at."""
_BOM = "\ufeff"


class Foreign(Struct, frozen=True):
    """One such format.

    Attributes:
        what: the format, in a few words.
        fix: what to do with such a file; None where that depends.
    """

    what: str
    fix: str | None = None


def foreign_text(text: str) -> Foreign | None:
    """What a text begins like, None where it is nothing of the kind."""
    head = text[:_HEAD].lstrip(_BOM).lstrip()
    return next((foreign for pattern, foreign in _patterns() if pattern.match(head)), None)


def foreign_bytes(head: bytes) -> Foreign | None:
    """What a file begins like, by its first bytes."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head[: 2 * _HEAD].decode("utf-16" if wide else "latin-1", "replace")
    return foreign_text(text.removeprefix(codecs.BOM_UTF8.decode("latin-1")))


def fix_of(what: str | None) -> str | None:
    """What to do with a file of such a format, by the words for it."""
    return next((foreign.fix for _, foreign in _patterns() if foreign.what == what), None)


@cache
def _patterns() -> list[tuple[re.Pattern[str], Foreign]]:
    return [
        (re.compile(entry["begins"]), Foreign(entry["what"], entry.get("fix")))
        for entry in store.read("foreign")["formats"]
    ]
