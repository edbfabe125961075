"""Rows of a spreadsheet: which holds the titles, which the units, and what a cell is as a date or text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
from msgspec import Struct, field

from icos_ingest.values import FORMATS

ABOVE = 50
"""Rows within which the titles must stand."""


class Row(Struct):
    """A row of a sheet: its number, the values, the texts that show them, the cells with an error."""

    number: int
    values: list[Any]
    texts: list[str]
    errors: list[int] = field(default_factory=list)


def address(column: int, row: int) -> str:
    """The name of a cell, both counted from 1: column 3 of row 17 is C17."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def titles_row(rows: Sequence[Row]) -> int:
    """Index of the first row with two texts that is at least half as wide as any; else of the first row.

    Two cells over a wider table are no titles but a name and its value.
    """
    widest = max(sum(map(bool, row.texts)) for row in rows)
    for index, row in enumerate(rows[:ABOVE]):
        words = sum(isinstance(value, str) and bool(value.strip()) for value in row.values)
        cells = sum(map(bool, row.texts))
        if words >= 2 and cells * 2 >= widest and not cells == 2 < widest:
            return index
    return 0


def units_row(body: Sequence[Row], gaps: Container[str]) -> dict[int, str]:
    """Units by cell, where the first row is all words, and below most of them stand numbers or dates."""
    if len(body) < 2:
        return {}
    words = {i: text for i, text in enumerate(body[0].texts) if text and text not in gaps}
    if any(not isinstance(body[0].values[i], str) or instant(text) for i, text in words.items()):
        return {}
    below = [body[1].values[i] for i in words if i < len(body[1].values)]
    figures = sum(not isinstance(value, str) and value is not None for value in below)
    return {i: text.strip("[]() ") for i, text in words.items()} if figures * 2 > len(words) else {}


def clock_times(cell: int, rows: Sequence[Row]) -> np.ndarray[Any, np.dtype[np.timedelta64]]:
    """The time of day of each row, from the column beside the dates."""
    found = (row.values[cell] if cell < len(row.values) else None for row in rows)
    seconds = [(t.hour * 60 + t.minute) * 60 + t.second if isinstance(t, time) else None for t in found]
    return np.array([np.timedelta64("NaT") if s is None else s for s in seconds], dtype="m8[s]")


def instant(value: Any) -> np.datetime64 | None:
    """A date, or a text that is an ISO date with time of day, as UTC; None for anything else."""
    if isinstance(value, str) and len(value) >= 10 and FORMATS["iso8601date"].cell(value[:10])[1] == "value":
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return np.datetime64(plain, "ms")
    return np.datetime64(value, "ms") if isinstance(value, date) else None


def text_of(value: Any) -> str:
    """A cell as text: what a CSV would hold of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    text = str(value)
    return text if text.strip() else ""
