"""Which columns hold the time of a row, and on which clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

from icos_ingest.content import TimeFacts, unique_names
from icos_ingest.delimited.dates import stated_order
from icos_ingest.delimited.stamps import (
    OTHER_WAY,
    Dates,
    Stamps,
    date_columns,
    from_columns,
    from_dates,
    words_over,
)
from icos_ingest.delimited.titles import Heading
from icos_ingest.delimited.zone import Zone, stated_zone, zone_of
from icos_ingest.model import Fault, Options, Place

_LOCAL = re.compile(r"local|lokal", re.IGNORECASE)
_POINTS: dict[Literal["start", "middle", "end"], re.Pattern[str]] = {
    "start": re.compile(r"(?:.*[^a-z])?(?:start|begin)(?:[^a-z].*)?", re.IGNORECASE),
    "middle": re.compile(r"(?:.*[^a-z])?mid(?:dle|point)?(?:[^a-z].*)?", re.IGNORECASE),
    "end": re.compile(r"(?:.*[^a-z])?end(?:[^a-z].*)?", re.IGNORECASE),
}


class Timing(Struct):
    """How rows are stamped, or why it is not known.

    Attributes:
        stamps: reads them, None where there is no time.
        zone: of stamps that name none.
        facts: what they mean.
        faults: what is ambiguous.
        notes: sentences for the user.
    """

    stamps: Stamps | None = None
    zone: Zone = field(default_factory=Zone)
    facts: TimeFacts | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_timing(heading: Heading, options: Options) -> Timing:
    """The time of the rows; the first complete stamp of the table counts, one on a local clock only if alone.

    A day and a month that could be either way round are a fault, never a guess: the table then has no time.

    Args:
        heading: with the rows of the sample, in which the proof must be.
        options: `day_first` and `time_zone` answer what the file leaves open.

    Raises:
        OptionError: the option names no time zone.
    """
    timing = Timing()
    rows = [cells for cells in heading.rows.cells if len(cells) >= heading.usual]
    dates = date_columns(heading, rows, options)
    found = [*from_dates(heading, rows, dates), *from_columns(heading, rows)]
    found.sort(key=lambda stamps: (bool(_LOCAL.search(heading.titles[stamps.cell])), stamps.cell))
    if not found:
        timing.notes.append("no column holds dates or times")
        return timing
    chosen = found[0]
    unclear = next((date for date in dates if date.cell in chosen.cells and len(date.spellings) > 1), None)
    if unclear:
        timing.faults.append(_ambiguous(heading, unclear))
        timing.notes.append(f"the dates of {chosen.what} are ambiguous, so the rows have no time")
        return timing
    timing.stamps = chosen
    _say(timing, chosen, heading, options)
    _set_zone(timing, chosen, heading, rows, options)
    if len(found) > 1:
        timing.notes.append(f"not used as time: {'; '.join(other.what for other in found[1:6])}")
    return timing


def _ambiguous(heading: Heading, dates: Dates) -> Fault:
    """The first cell whose day and month could be either way round."""
    cell = dates.cell
    rows = zip(heading.rows.cells, heading.rows.lines, strict=True)
    line, text = next(
        (line, row[cell]) for row, line in rows if len(row) > cell and dates.spellings[0].read(row[cell])
    )
    place = Place(line=line, column=cell + 1, field=heading.titles[cell].strip(), value=text[:100])
    ways = " or ".join(spelling.name for spelling in dates.spellings)
    return Fault(
        "ambiguous-date",
        place,
        expected="--day-first or an unambiguous date such as 2019-06-07",
        detail=f"it can be read {ways}, and no other date near the beginning of the file tells which",
    )


def _say(timing: Timing, chosen: Stamps, heading: Heading, options: Options) -> None:
    told = f"time is in {chosen.what}"
    if chosen.spelling:
        told += f", {chosen.spelling}"
    if chosen.proof:
        lines = zip(heading.rows.cells, heading.rows.lines, strict=True)
        line = next(n for row, n in lines if len(row) > chosen.cell and row[chosen.cell] == chosen.proof)
        told += f", proved by {chosen.proof} on line {line}"
    elif chosen.spelling in OTHER_WAY:
        words = [heading.titles[chosen.cell], *words_over(heading, chosen.cell)]
        said = next((word.strip() for word in words if stated_order([word])), "")
        told += ", as the options say" if options.day_first is not None else f", as {said!r} says"
    timing.notes.append(told)


def _set_zone(
    timing: Timing, chosen: Stamps, heading: Heading, rows: Sequence[Sequence[str]], options: Options
) -> None:
    words = [text for cell in chosen.cells for text in (heading.titles[cell], *words_over(heading, cell))]
    stated = stated_zone(words)
    zoned = any(instant.zoned for row in rows[:100] if (instant := chosen.read(row)))
    if zoned:
        note = "the stamps name their time zone"
        if options.time_zone is not None:
            timing.zone = zone_of(options.time_zone)
    elif options.time_zone is not None:
        timing.zone = zone_of(options.time_zone)
        note = f"time zone is {timing.zone.name}, as the options say"
    elif stated:
        timing.zone, where = stated
        note = f"time zone is {timing.zone.name}, as {where.strip()[:60]!r} says"
    else:
        note = "time zone not stated, taken as UTC"
    timing.notes.append(note)
    title = heading.titles[chosen.cell]
    timing.facts = TimeFacts(
        unique_names(heading.titles)[chosen.cell],
        stamp=next((point for point, pattern in _POINTS.items() if pattern.fullmatch(title.strip())), None),
        span=None if timing.zone.region else chosen.span,
        zone=timing.zone.name,
        evidence=f"{timing.notes[-2]}; {note}",
    )
