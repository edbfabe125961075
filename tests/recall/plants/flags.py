"""Faults of quality flags."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.plants._places import flagged
from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]


def unknown_letter(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some flags that are none of the scheme."""
    return _some_flags(table, size, rng, rng.choice(size["texts"]))


def lost_flag(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some values whose flag is gone."""
    return _some_flags(table, size, rng, "")


def _some_flags(table: TextTable, size: Size, rng: random.Random, text: str) -> Planted | None:
    pairs = flagged(table)
    if not pairs:
        return None
    title, flag = rng.choice(pairs)
    rows = table.filled(title)
    hit = sorted(rng.sample(rows, max(1, len(rows) * size["per_mille"] // 1000)))
    column = flag if text else title
    return Planted(table.with_column(flag, dict.fromkeys(hit, text)), table.line(hit[0]), table.cell(column))


PLANTS = {"unknown-flag": (unknown_letter,), "value-without-flag": (lost_flag,)}
