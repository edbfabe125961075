"""The stamps of a table, to read and to write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from tests.recall.table import TextTable

_PARTS = ("Year", "Month", "Day", "Hour", "Minute")
_DIGITS = "%Y%m%d%H%M"
_HALF_HOUR = timedelta(minutes=30)


def title(table: TextTable) -> str | None:
    """The column whose cell stands for a row's stamp, None where none is known."""
    for known in ("TIMESTAMP_END", "Date/Time", "Year"):
        if known in table.titles:
            return known
    return None


def stamps(table: TextTable) -> list[datetime]:
    """The stamps of all rows."""
    if "TIMESTAMP_END" in table.titles:
        return [datetime.strptime(text, _DIGITS) for text in table.column("TIMESTAMP_END")]  # noqa: DTZ007
    if "Date/Time" in table.titles:
        return [datetime.fromisoformat(text.removesuffix("Z")) for text in table.column("Date/Time")]
    columns = [table.column(part) for part in _PARTS]
    return [datetime(*map(int, cells)) for cells in zip(*columns, strict=True)]  # noqa: DTZ001


def stamped(table: TextTable, when: dict[int, datetime]) -> TextTable:
    """The table with other stamps in some rows, written as the file writes them."""
    if "TIMESTAMP_END" in table.titles:
        starts = {row: (at - _HALF_HOUR).strftime(_DIGITS) for row, at in when.items()}
        table = table.with_column("TIMESTAMP_START", starts)
        return table.with_column("TIMESTAMP_END", {row: at.strftime(_DIGITS) for row, at in when.items()})
    if "Date/Time" in table.titles:
        like = table.column("Date/Time")[0]
        return table.with_column("Date/Time", {row: _as(like, at) for row, at in when.items()})
    for part in _PARTS:
        width = len(table.column(part)[0])
        texts = {row: f"{getattr(at, part.lower()):0{width}}" for row, at in when.items()}
        table = table.with_column(part, texts)
    return table


def moved(table: TextTable, change: Callable[[datetime], datetime]) -> TextTable:
    """The table with every stamp changed."""
    return stamped(table, {row: change(at) for row, at in enumerate(stamps(table))})


def is_regular(table: TextTable, least: int = 20) -> bool:
    """Whether nearly all rows follow each other at one step."""
    if title(table) is None or len(table.rows) < least:
        return False
    times = stamps(table)
    steps = [after - before for before, after in pairwise(times)]
    return steps.count(max(steps, key=steps.count)) >= 0.97 * len(steps)


def _as(like: str, at: datetime) -> str:
    if like.endswith("Z"):
        return f"{at:%Y-%m-%dT%H:%M:%S}.000Z" if "." in like else f"{at:%Y-%m-%dT%H:%M:%S}Z"
    return f"{at:%Y-%m-%dT%H:%M}" if like.count(":") == 1 else f"{at:%Y-%m-%dT%H:%M:%S}"
