"""The columns that could hold the time of a row, and how each is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from icos_ingest.delimited.cellkinds import is_blank
from icos_ingest.delimited.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    SPELLINGS,
    Spelling,
    compact_time,
    stated_order,
    time_of_day,
)
from icos_ingest.delimited.reading import Clock, Pair, Parted, Reading, Single
from icos_ingest.delimited.titles import Heading
from icos_ingest.model import Options
from icos_ingest.text.plan import may_be_odd

_SPEAKS_OF_TIME = re.compile(r"date|time|day|stamp|datum|zeit", re.IGNORECASE)
_PART = re.compile(
    r"(?P<series>.*?)[_ .]?"
    r"(?P<part>years?|yyyy|yr|months?|mon|mm|days?|dd|doy|hours?|hr|hh|minutes?|min|seconds?|sec)",
    re.IGNORECASE,
)
_PARTS = {
    "yyyy": "year", "yr": "year", "mon": "month", "mm": "month", "dd": "day",
    "hr": "hour", "hh": "hour", "min": "minute", "sec": "second",
}  # fmt: skip
_DAY_FIRST, _MONTH_FIRST = (
    next(spelling for spelling in SPELLINGS if spelling.name == name) for name in (DAY_FIRST, MONTH_FIRST)
)
OTHER_WAY = {DAY_FIRST: _MONTH_FIRST, MONTH_FIRST: _DAY_FIRST}
"""The spelling that day and month would have the other way round."""


class Stamps(Struct, frozen=True):
    """How the rows are stamped.

    Attributes:
        cell: index of the cell that a bad stamp is shown at.
        cells: all cells that it takes.
        what: the columns, for people.
        read: gives the instant of a row.
        spelling: of the date, for people.
        proof: a text that only this spelling fits.
        span: the calendar unit that a stamp names.
    """

    cell: int
    cells: tuple[int, ...]
    what: str
    read: Reading
    spelling: str = ""
    proof: str | None = None
    span: Literal["day", "month"] | None = None


class Dates(Struct, frozen=True):
    """A column of dates: the spellings that fit it equally well."""

    cell: int
    spellings: tuple[Spelling, ...]
    proof: str | None
    clock: bool


def date_columns(heading: Heading, rows: Sequence[Sequence[str]], options: Options) -> list[Dates]:
    """The columns whose cells are dates, in the order of the file."""
    dates = []
    for cell in range(min(heading.width, heading.usual)):
        words = [heading.titles[cell], *words_over(heading, cell)]
        found = _spelled(cell, rows, words, options)
        if found:
            dates.append(found)
    return dates


def _spelled(
    cell: int, rows: Sequence[Sequence[str]], words: Sequence[str], options: Options
) -> Dates | None:
    """The spellings that fit most of a column's cells."""
    # The first cells tell most columns of numbers at once.
    first = list(islice(dict.fromkeys(row[cell] for row in rows if not is_blank(row[cell])), 20))
    if not first or not any(map(str.isdigit, first[0])):
        return None
    titled = any(_SPEAKS_OF_TIME.search(word) for word in words)
    order = {True: DAY_FIRST, False: MONTH_FIRST, None: stated_order(words)}[options.day_first]
    likely = [
        spelling
        for spelling in SPELLINGS
        if (titled or not spelling.compact)
        and not (order and spelling.name in OTHER_WAY and spelling.name != order)
        and any(map(spelling.read, first))
    ]
    if not likely:
        return None
    told = Counter(row[cell] for row in rows if not is_blank(row[cell]))
    fitting = {
        spelling: sum(count for text, count in told.items() if spelling.read(text)) for spelling in likely
    }
    most = max(fitting.values())
    if told.total() - most > may_be_odd(told.total(), titled=titled):
        return None
    best = tuple(spelling for spelling, count in fitting.items() if count == most)
    proof = None
    if len(best) == 1 and order is None and best[0].name in OTHER_WAY:
        other = OTHER_WAY[best[0].name]
        proof = next((text for text in told if best[0].read(text) and not other.read(text)), None)
    clock = any(instant.clock for text in first if (instant := best[0].read(text)))
    return Dates(cell, best, proof, clock)


def from_dates(heading: Heading, rows: Sequence[Sequence[str]], dates: Sequence[Dates]) -> Iterator[Stamps]:
    """Each column of dates with its own clock, or with that of the column of times that follows it."""
    clocks = {cell: clock for cell in range(heading.width) if (clock := _clock(heading, rows, cell))}
    taken: set[int] = {date.cell for date in dates}
    for date in dates:
        name = f"column {heading.titles[date.cell].strip()!r}"
        spellings = date.spellings
        free = [cell for cell in clocks if cell not in taken]
        time_cell = next((cell for cell in free if cell > date.cell), next(iter(free), None))
        if date.clock or time_cell is None:
            single = Single(date.cell, spellings[0])
            span = _span(date)
            yield Stamps(date.cell, (date.cell,), name, single, spellings[0].name, date.proof, span)
            continue
        taken.add(time_cell)
        name = f"columns {heading.titles[date.cell].strip()!r} and {heading.titles[time_cell].strip()!r}"
        pair = Pair(date.cell, time_cell, spellings[0], clocks[time_cell])
        yield Stamps(date.cell, (date.cell, time_cell), name, pair, spellings[0].name, date.proof)


def _clock(heading: Heading, rows: Sequence[Sequence[str]], cell: int) -> Clock | None:
    """How a column of times of day is read, None where it is none."""
    if cell >= heading.usual:
        return None
    told = [row[cell] for row in rows[:1000] if not is_blank(row[cell])]
    if not told:
        return None
    readers = [time_of_day]
    if re.search(r"time|zeit", heading.titles[cell], re.IGNORECASE):
        readers.append(compact_time)
    most = may_be_odd(len(told))
    for read in readers:
        odd = (text for text in told if read(text) is None)
        if sum(1 for _ in islice(odd, most + 1)) <= most:
            return read
    return None


def _span(date: Dates) -> Literal["day", "month"] | None:
    if date.clock:
        return None
    return "month" if date.spellings[0].month else "day"


def from_columns(heading: Heading, rows: Sequence[Sequence[str]]) -> Iterator[Stamps]:
    """Year, month, day (or day of year) and perhaps hour, minute, second in columns of their own."""
    series: dict[str, dict[str, int]] = {}
    for cell, title in enumerate(heading.titles[: heading.usual]):
        if match := _PART.fullmatch(title.strip()):
            word = match["part"].lower()
            part = _PARTS.get(word, word.rstrip("s"))
            series.setdefault(match["series"].lower(), {}).setdefault(part, cell)
    for cells in series.values():
        day = "doy" if "doy" in cells and "month" not in cells else "day"
        wanted = ("year", "doy") if day == "doy" else ("year", "month", "day")
        if not all(part in cells for part in wanted):
            continue
        used = {part: cells[part] for part in (*wanted, "hour", "minute", "second") if part in cells}
        read = Parted(used)
        told = rows[:1000]
        if told and sum(1 for row in told if not read(row)) <= may_be_odd(len(told)):
            what = f"columns {', '.join(repr(heading.titles[cell].strip()) for cell in used.values())}"
            span: Literal["day"] | None = None if "hour" in used else "day"
            yield Stamps(used["year"], tuple(used.values()), what, read, span=span)


def words_over(heading: Heading, cell: int) -> tuple[str, ...]:
    """What stands over a column beside its title."""
    return heading.words.get(cell, ""), heading.units.get(cell, "")
