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


def gap_in_words(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """What other programs write for a missing value."""
    return _one_cell(table, size["texts"], rng)


def comma_in_a_cell(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One number with a decimal comma; between commas a cell cannot hold one."""
    del size
    places = [title for title in measured(table) if table.separator != ","]
    at = pick(table, places, rng)
    if at is None:
        return None
    row, title = at
    text = like(table.column(title)[row], table.numbers(title)[row] or 0).replace(".", ",")
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def comma_in_a_column(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """All numbers of a column with a decimal comma."""
    del size
    places = [title for title in measured(table) if table.separator != ","]
    if not places:
        return None
    title = rng.choice(places)
    numbers, texts = table.numbers(title), table.column(title)
    rows = table.filled(title)
    spoilt = {row: like(texts[row], numbers[row] or 0).replace(".", ",") for row in rows}
    return Planted(table.with_column(title, spoilt), table.line(rows[0]), table.cell(title))


def grouped_thousands(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One number of a thousand and more with its thousands grouped."""
    by = rng.choice([sign for sign in size["separators"] if sign != table.separator])
    numbers = {title: table.numbers(title) for title in measured(table)}
    places = [(row, title) for title in numbers for row, n in enumerate(numbers[title]) if n and n >= 1000]
    if not places:
        return None
    row, title = rng.choice(places)
    text = f"{numbers[title][row]:,.3f}".replace(",", by)
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


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


def number_of_java(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A number with the letter of its type behind it."""
    at = pick(table, measured(table), rng)
    if at is None or table.spec is None:
        return None
    row, title = at
    text = table.column(title)[row].strip() + rng.choice(size["suffixes"])
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def _one_cell(table: TextTable, texts: list[str], rng: random.Random) -> Planted | None:
    at = pick(table, measured(table), rng)
    if at is None:
        return None
    row, title = at
    return Planted(table.with_cell(row, title, rng.choice(texts)), table.line(row), table.cell(title))


PLANTS = {
    "look-alike-missing-value": (other_gap,),
    "text-for-missing-value": (gap_in_words,),
    "decimal-comma": (comma_in_a_cell, comma_in_a_column),
    "thousands-separator": (grouped_thousands,),
    "unparsable-cell": (odd_text,),
    "implausible-value": (lost_point,),
    "uncommon-number": (number_of_java,),
}
