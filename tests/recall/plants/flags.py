"""Faults of quality flags."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.plants._places import flagged
from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]
GOOD = {"ocean": "2", "met": "0", "_QC": "0", "lag": "O"}
POOR = {"ocean": "4", "met": "2", "_QC": "3"}
BAD = {"ocean": "4", "met": "2", "_QC": "3", "lag": "K"}
"""Flags by scheme; a scheme is told by the end of the flag's title."""


def unknown_letter(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some flags that are none of the scheme."""
    return _some_flags(table, size, rng, rng.choice(size["texts"]))


def lost_flag(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some values whose flag is gone."""
    return _some_flags(table, size, rng, "")


def lost_value(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some values that are gone, though their flags call them good."""
    return _without_values(table, max(1, len(table.rows) * size["per_mille"] // 1000), GOOD, rng)


def lost_value_of_a_bad_flag(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A value that was deleted, while its flag stayed; in ATC files the same flag stands for both."""
    return _without_values(table, size["cells"], POOR, rng)


def all_flagged_bad(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A column none of whose values is good."""
    del size
    pairs = flagged(table, least=12)
    if not pairs:
        return None
    title, flag = rng.choice(pairs)
    rows = table.filled(title)
    bad = BAD[_scheme(flag)]
    spoilt = table.with_column(flag, dict.fromkeys(rows, bad))
    return Planted(spoilt, table.line(rows[0]), table.cell(flag))


def longer_flag(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some flags of more than one character, where a specification has room for one."""
    return None if table.spec is None else _some_flags(table, size, rng, rng.choice(size["texts"]))


def _without_values(
    table: TextTable, cells: int, flags: Mapping[str, str], rng: random.Random
) -> Planted | None:
    pairs = [(title, flag) for title, flag in flagged(table) if _scheme(flag) in flags]
    if not pairs:
        return None
    title, flag = rng.choice(pairs)
    hit = sorted(rng.sample(table.filled(title), min(cells, len(table.filled(title)))))
    spoilt = table.with_column(title, dict.fromkeys(hit, table.gap()))
    spoilt = spoilt.with_column(flag, dict.fromkeys(hit, flags[_scheme(flag)]))
    return Planted(spoilt, table.line(hit[0]), table.cell(flag))


def _scheme(flag: str) -> str:
    return "ocean" if flag.endswith("QC Flag") else "met" if flag.endswith("_F_QC") else flag[-3:]


def _some_flags(table: TextTable, size: Size, rng: random.Random, text: str) -> Planted | None:
    pairs = flagged(table)
    if not pairs:
        return None
    title, flag = rng.choice(pairs)
    rows = table.filled(title)
    hit = sorted(rng.sample(rows, max(1, len(rows) * size["per_mille"] // 1000)))
    column = flag if text else title
    return Planted(table.with_column(flag, dict.fromkeys(hit, text)), table.line(hit[0]), table.cell(column))


PLANTS = {
    "unknown-flag": (unknown_letter,),
    "cut-character": (longer_flag,),
    "value-without-flag": (lost_flag,),
    "good-flag-on-missing-value": (lost_value,),
    "flag-without-value": (lost_value_of_a_bad_flag,),
    "all-flagged-bad": (all_flagged_bad,),
}
