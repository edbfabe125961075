"""What the cells of a column are, and those that a spreadsheet program made into something else.

A program guesses at every cell that is typed or pasted: 3.5 becomes 3 May where dates are written with a
point, 13/05/2020 stays text where months go first, and 12/05/2020 becomes 5 December there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

from icos_ingest.model import Fault, Place
from icos_ingest.sheets.rows import instant

Kind = Literal["date", "time", "number", "digits", "name", "text"]
"""`digits`: a number that is stored as text. `name`: a text of letters and a small number, or of two small
numbers, which may be taken for a date."""

_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(\d{1,4})(?:[T ]+\d{1,2}:\d{2}.*)?")
_NAME = re.compile(r"[A-Za-z]{1,9}[-._ ]?\d{1,2}|\d{1,2}[-/.]\d{1,2}")
_DIGITS = re.compile(r"\s*[+-]?(?!0\d)(\d++(\.\d*+|,\d++)?|\.\d++)([eE][+-]?\d++)?\s*")
"""What begins with a zero, such as 007, is more likely a name."""
_TIMED = re.compile(r"time|date|stamp|datum|zeit|heure|hour", re.IGNORECASE)
_SERIAL = (20_000, 80_000)
"""Days since 1900 that are dates from 1954 to 2119."""
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zone
_MONTHS = 12


class Told(NamedTuple):
    """What the sample shows of a column: its name, its kind, and the cells, each with its row."""

    name: str
    column: int
    group: str
    cells: Sequence[tuple[int, Any]]


def kind_of(value: Any) -> Kind:
    """What a cell is that holds something."""
    if isinstance(value, date):
        return "date"
    if isinstance(value, time | timedelta):
        return "time"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    if not isinstance(value, str):
        return "text"
    if _DIGITS.fullmatch(value):
        return "digits"
    return "name" if _NAME.fullmatch(value.strip()) else "text"


def usual_kind(values: Sequence[Any]) -> Kind | None:
    """What most cells of a column are: texts that are dates count as dates where there is a real one."""
    if not values:
        return None
    counts: Counter[Kind] = Counter(kind_of(value) for value in values)
    if counts["date"]:
        counts["date"] += sum(map(_is_day, values))
    kinds: tuple[Kind, ...] = ("date", "name", "number", "digits")
    half = (kind for kind in kinds if counts[kind] * 2 > len(values))
    return next(half, counts.most_common(1)[0][0])


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and (
        _DAY.fullmatch(value.strip()) is not None or instant(value) is not None
    )


def odd_cell(usual: Kind | None, value: Any) -> tuple[str, str] | None:
    """The kind of fault, and what it is, of a cell that is not like the others of its column."""
    kind = kind_of(value)
    if kind == usual:
        return None
    if kind == "date" and usual in ("number", "digits", "name"):
        return ("mangled-name" if usual == "name" else "mangled-number"), _origin(value, usual)
    if usual == "date" and kind == "number" and _is_serial(value):
        return "serial-date", f"as a day it would be {_FIRST_DAY + timedelta(days=value):%Y-%m-%d %H:%M}"
    if usual == "date" and kind in ("text", "name", "digits") and instant(value) is None:
        return "text-date", ""
    return ("number-as-text", "") if usual == "number" and kind == "digits" else None


def _origin(value: date, usual: Kind) -> str:
    if usual != "name":
        return f"{value.day}.{value.month} or {value.month}.{value.day}"
    return f"{value:%b}{value.day} or {value.day}-{value.month}"


def column_faults(told: Told, usual: Kind | None, clock: bool) -> Iterator[Fault]:
    """What is wrong with a column as a whole, by its first rows."""
    values = [value for _, value in told.cells]
    if usual == "date":
        dates = [(row, value) for row, value in told.cells if isinstance(value, date)]
        if late := _swapped(values, [value for _, value in dates]):
            yield _fault("swapped-dates", told, dates[0], f"'{late}' stayed text")
        if not clock and _TIMED.search(told.name) and (lost := _without_time(dates)):
            yield _fault("lost-time", told, lost, "")
    elif usual in ("text", "name") and all(map(_is_day, values)):
        if any(instant(value) is None for value in values):
            yield _fault("dates-as-text", told, told.cells[0], "")
    elif usual == "digits":
        first = next(cell for cell in told.cells if kind_of(cell[1]) == "digits")
        yield _fault("numbers-as-text", told, first, "")
    elif usual == "number" and _TIMED.search(told.name) and all(map(_is_serial, values)):
        day = _FIRST_DAY + timedelta(days=values[0])
        yield _fault("serial-date", told, told.cells[0], f"as a day it would be {day:%Y-%m-%d %H:%M}")


def _fault(kind: str, told: Told, cell: tuple[int, Any], detail: str) -> Fault:
    row, value = cell
    place = Place(line=row, column=told.column, field=told.name, group=told.group, value=str(value)[:100])
    return Fault(kind, place, detail=detail)


def _swapped(values: Sequence[Any], dates: Sequence[date]) -> str | None:
    """A text that is a day beyond the 12th, where no real date is: the others had day and month swapped."""
    if not dates or any(day.day > _MONTHS for day in dates):
        return None
    for value in values:
        match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
        if match and match[2].isdigit() and any(_MONTHS < int(part) <= 31 for part in match.groups()[:2]):
            return str(value)
    return None


def _without_time(dates: Sequence[tuple[int, Any]]) -> tuple[int, Any] | None:
    """The first day that is repeated in a column of days without any time of day, if most are."""
    if any(isinstance(day, datetime) and day.time() != time() for _, day in dates):
        return None
    again = [dates[i] for i in range(1, len(dates)) if dates[i][1] == dates[i - 1][1]]
    return again[0] if len(dates) >= 4 and len(again) * 2 >= len(dates) else None


def _is_serial(value: Any) -> bool:
    return isinstance(value, int | float) and _SERIAL[0] <= value < _SERIAL[1]
