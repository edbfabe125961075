"""Faults of stamps and of their order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]


def row_twice(table: TextTable, size: Size, rng: random.Random) -> Planted:
    """A row that stands there twice."""
    del size
    row = rng.randrange(1, len(table.rows) - 1)
    rows = [*table.rows[: row + 1], *table.rows[row:]]
    return Planted(table.with_rows(rows), table.line(row + 1))


def rows_swapped(table: TextTable, size: Size, rng: random.Random) -> Planted:
    """Two neighbouring rows in the wrong order."""
    del size
    row = rng.randrange(1, len(table.rows) - 2)
    rows = [*table.rows[:row], table.rows[row + 1], table.rows[row], *table.rows[row + 2 :]]
    return Planted(table.with_rows(rows), table.line(row + 1))


def bad_stamp(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A letter O for a zero in one hour; where a stamp is one cell, it is a cell that cannot be parsed."""
    del size
    rows = (
        [row for row, text in enumerate(table.column("Hour")) if "0" in text]
        if "Hour" in table.titles
        else []
    )
    if not rows:
        return None
    row = rng.choice(rows)
    text = table.column("Hour")[row].replace("0", "O", 1)
    return Planted(table.with_cell(row, "Hour", text), table.line(row))


PLANTS = {
    "unparsable-time-stamp": (bad_stamp,),
    "repeated-time": (row_twice,),
    "time-not-monotonic": (rows_swapped,),
}
