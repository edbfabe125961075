"""How the cells of a row make its instant: one row at a time, or all that look alike at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import numpy as np
from msgspec import Struct

from icos_ingest.content import BoolArray
from icos_ingest.delimited.dates import DAY, Instant, Spelling, compact_time, from_parts, time_of_day
from icos_ingest.delimited.shapes import Look, of_compact_time, of_spelling, of_time, read_alike
from icos_ingest.values import Cells, Texts, from_fields
from icos_ingest.values.fixed import Whole

Clock = Callable[[str], int | None]
_LOOKS: dict[Clock, Look] = {time_of_day: of_time, compact_time: of_compact_time}
_LETTERS = {"year": "y", "month": "M", "day": "d", "hour": "H", "minute": "m", "second": "s"}
_FIRST_YEAR = 100
"""Years before it are written with two digits where they are made a text, and mean another."""


class Row(Protocol):
    """The texts of a row, by index of the cell."""

    def __getitem__(self, cell: int, /) -> str: ...


class Instants(NamedTuple):
    """What stamps stand for.

    Attributes:
        values: milliseconds since 1970, in UTC where the stamp names its zone, else on the file's own clock.
        sure: which of them mean anything.
        zoned: which stamps name their zone.
    """

    values: Whole
    sure: BoolArray
    zoned: BoolArray


class Reading(Protocol):
    """A way to read stamps."""

    def __call__(self, row: Row, /) -> Instant | None:
        """The instant of one row, None where it has none."""

    def alike(self, cells: Cells) -> Instants:
        """The instants of the rows that are written in the usual way; the others are not sure."""


class Single(Struct, frozen=True):
    """One cell in one spelling."""

    cell: int
    spelling: Spelling

    def __call__(self, row: Row, /) -> Instant | None:
        return self.spelling.read(row[self.cell])

    def alike(self, cells: Cells) -> Instants:
        return Instants(*read_alike(cells.column(self.cell), of_spelling(self.spelling)))


class Pair(Struct, frozen=True):
    """A cell with the date and a cell with the time of day."""

    cell: int
    time_cell: int
    spelling: Spelling
    clock: Clock

    def __call__(self, row: Row, /) -> Instant | None:
        day, time = self.spelling.read(row[self.cell]), self.clock(row[self.time_cell])
        if day is None or time is None:
            return None
        return Instant(day.milliseconds + time, zoned=False, clock=True)

    def alike(self, cells: Cells) -> Instants:
        days, dated, _ = read_alike(cells.column(self.cell), of_spelling(self.spelling))
        times, timed, _ = read_alike(cells.column(self.time_cell), _LOOKS[self.clock])
        return Instants(days + times, dated & timed, np.zeros(len(cells), dtype=bool))


class Parted(Struct, frozen=True):
    """Year, month and day (or day of year), and perhaps hour, minute, second in cells of their own."""

    cells: Mapping[str, int]

    def __call__(self, row: Row, /) -> Instant | None:
        milliseconds = from_parts({part: row[cell] for part, cell in self.cells.items()})
        return None if milliseconds is None else Instant(milliseconds, zoned=False, clock=True)

    def alike(self, cells: Cells) -> Instants:
        days, sure = np.zeros(len(cells), dtype=np.int64), np.ones(len(cells), dtype=bool)
        fields = {}
        for part, cell in self.cells.items():
            if part == "doy":
                day, fits = _day_of_year(cells.column(cell))
                days += day - 1
            else:
                fields[_LETTERS[part]], fits = cells.column(cell).digits(4 if part == "year" else 2)
            sure &= fits
        values, plain = from_fields(fields)
        sure &= plain & (fields["y"] >= _FIRST_YEAR)
        return Instants(values + days * DAY, sure, np.zeros(len(cells), dtype=bool))


def _day_of_year(texts: Texts) -> tuple[Whole, BoolArray]:
    """A number of one to three digits that may be a day of a year."""
    short, short_fits = texts.digits(2)
    long, long_fits = texts.digits(3)
    day = np.where(long_fits, long, short)
    return day, (short_fits | long_fits) & (day >= 1) & (day <= 366)
