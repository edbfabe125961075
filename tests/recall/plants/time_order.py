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


def lost_date(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A row whose cell of the date is empty, beside one of the time of day."""
    del size
    if table.titles[:2] != ("date", "time"):
        return None
    row = rng.randrange(len(table.rows))
    return Planted(table.with_cell(row, "date", ""), table.line(row), table.cell("date"))


def thirtieth_of_february(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A date that no year has, in one row of local times."""
    if "TIMESTAMP_END" not in table.titles:
        return None
    row = rng.randrange(len(table.rows))
    text = table.column("TIMESTAMP_END")[row]
    spoilt = table.with_cell(row, "TIMESTAMP_END", f"{text[:4]}02{size['day']}{text[8:]}")
    return Planted(spoilt, table.line(row), table.cell("TIMESTAMP_END"))


def sixtieth_second(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A leap second in one row of instants."""
    del size
    if "Date/Time" not in table.titles or not table.column("Date/Time")[0].endswith("Z"):
        return None
    row = rng.randrange(len(table.rows))
    text = table.column("Date/Time")[row][:10] + "T23:59:60Z"
    return Planted(table.with_cell(row, "Date/Time", text), table.line(row), table.cell("Date/Time"))


PLANTS = {
    "missing-date": (lost_date,),
    "nonexistent-date": (thirtieth_of_february, sixtieth_second),
    "unparsable-time-stamp": (bad_stamp,),
    "repeated-time": (row_twice,),
    "time-not-monotonic": (rows_swapped,),
}
