"""How much is too much: the numbers that rules compare with, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from icos_ingest.schema import store


class Threshold(Struct, frozen=True):
    """One number.

    Attributes:
        value: in `unit`.
        unit: in words or in UDUNITS spelling, `1` for a bare number.
        source: who published it, or why we chose it.
    """

    value: float
    unit: str
    source: str


@cache
def thresholds(rule: str) -> Mapping[str, Threshold]:
    """Return the thresholds of a rule by their names.

    Args:
        rule: the rule's name, such as `value-spike`; the document is `schemas/thresholds/<rule>.json`.

    Raises:
        SchemaFileError: there is no such document.
    """
    document = store.read(f"thresholds/{rule}")
    return {name: Threshold(one["value"], one["unit"], one["source"]) for name, one in document.items()}
