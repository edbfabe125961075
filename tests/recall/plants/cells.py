"""Faults in single cells."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.plants._places import QUANTITIES, measured, pick, titles
from tests.recall.table import Planted, TextTable, like

Size = Mapping[str, Any]


def other_gap(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A usual stand-in for a missing value that is none in this format."""
    return _one_cell(table, [text for text in size["texts"] if text != table.gap()], rng)


def odd_text(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A text where a number belongs."""
    return _one_cell(table, size["texts"], rng)


def lost_point(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """The largest value of a column without its decimal point."""
    among = titles(table, QUANTITIES.keys() - {"other"})
    if not among:
        return None
    title = rng.choice(among)
    numbers = table.numbers(title)
    row = max(table.filled(title), key=lambda row: abs(numbers[row] or 0))
    text = like(table.column(title)[row], size["factor"] * (numbers[row] or 0))
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def _one_cell(table: TextTable, texts: list[str], rng: random.Random) -> Planted | None:
    at = pick(table, measured(table), rng)
    if at is None:
        return None
    row, title = at
    return Planted(table.with_cell(row, title, rng.choice(texts)), table.line(row), table.cell(title))


PLANTS = {
    "look-alike-missing-value": (other_gap,),
    "unparsable-cell": (odd_text,),
    "implausible-value": (lost_point,),
}
