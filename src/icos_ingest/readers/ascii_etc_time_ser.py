"""ICOS Sweden ecosystem files: titles, a line of units that says `(CET)`, then date and time in two cells.

The portal's format `asciiEtcTimeSer`. The first row with another number of cells ends the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.text import DayAndTime, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.sniff import first_lines
from icos_ingest.text.split import split

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiEtcTimeSer"
ZONE = "(CET)"


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    first, second = lines.take(), lines.take()
    if first:
        header.titles, header.line = split(first.text, ",", tails=False), first.number
        header.faults.extend(undecodable_line(first))
    if second:
        header.faults.extend(undecodable_line(second))
        units = split(second.readable, ",", tails=False)
        header.units = {
            i: unit.strip() for i, unit in enumerate(units) if i > 1 and unit.strip() not in ("", "-")
        }
        if len(units) < 2 or not units[1].endswith(ZONE):
            found = units[1] if len(units) > 1 else ""
            place = Place(line=second.number, column=2, field="units", value=found)
            header.faults.append(
                Fault("units-row", place, expected=f"a unit that ends in {ZONE}", blocks=True)
            )
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if len(header.titles) < 2:
        return None
    evidence = "date and time are Central European Time without daylight saving, one hour ahead of UTC"
    return Timing(DayAndTime(), TimeFacts("TIMESTAMP", zone="UTC+01:00", evidence=evidence), adds="TIMESTAMP")


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    tails=False,
    odd_row="end",
    hints={"date": "etcDate", "time": "iso8601timeOfDay"},
)


def sniff(source: Source) -> Match | str:
    """Titles that begin with date and time, and a second line of units."""
    lines = first_lines(source)
    if len(lines) < 2:
        return "there are fewer than two lines"
    titles = [title.strip().lower() for title in lines[0].split(",")]
    units = lines[1].split(",")
    if len(units) > 1 and units[1].endswith(ZONE):
        return Match(
            NAME, Certainty.MARKED, f"the second line holds units, and the second of them ends in {ZONE}"
        )
    if titles[:2] == ["date", "time"] and units[0].strip().lower() == "dd/mm/yyyy":
        return Match(
            NAME, Certainty.CONTENT, "the titles begin with date and time, the units with dd/mm/yyyy"
        )
    return f"the second line has no second unit that ends in {ZONE}"


READER = text_reader("ascii_etc_time_ser", "ICOS Sweden ecosystem time series", FORMAT, sniff)
