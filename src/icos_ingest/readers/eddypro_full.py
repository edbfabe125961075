"""LI-COR EddyPro, full output: groups of columns, titles, units in brackets, then rows between commas.

`date` and `time` are the end of the averaging period on the clock of the raw files; -9999 is missing. The
`qc_` flags are 0, 1, 2 (Mauder and Foken 2004), or grades up to 5 or 9 where the user chose so; the file
does not say which, so the first rows must tell. Described at licor.com/env/help/eddypro, full output file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.delimited.zone import station_clock
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import first_rows, usual_step
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

NAME = "eddypro-full"
_GRADES = frozenset({"0", "1", "2", "-9999", "NaN", ""})


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    lines.take()
    header = titles_line(lines, ",")
    if units := lines.take():
        header.faults.extend(undecodable_line(units))
        header.units = _units(units.readable)
    rows = first_rows(lines, ",")
    flags = [cell for cell, title in enumerate(header.titles) if title.startswith("qc_")]
    if all(row[cell] in _GRADES for row in rows for cell in flags if cell < len(row)):
        header.variant = "0-1-2"
    if {"date", "time"} <= set(header.titles):
        header.step = usual_step(_stamp(header.titles, 0.0), rows, header.titles)
    return header


def _units(text: str) -> dict[int, str]:
    """Units by cell; `[#]` is a bare number, and neither a code (`[1=daytime]`) nor a clock is a unit."""
    units = {}
    for cell, unit in enumerate(text.split(",")):
        inner = unit[1:-1] if unit[:1] == "[" and unit[-1:] == "]" else ""
        if inner and not any(mark in inner for mark in ("=", "yyyy", "HH", "ddd")):
            units[cell] = "1" if inner == "#" else inner
    return units


def _stamp(titles: Sequence[str], offset: float) -> SpelledStamp:
    date, time = list(titles).index("date"), list(titles).index("time")

    def spell(row: Sequence[str]) -> str:
        return f"{row[date]}T{row[time]}:00"

    return SpelledStamp(date, spell, "a date such as 2024-03-31 and a time such as 12:30", offset)


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if not {"date", "time"} <= set(header.titles):
        return None
    offset, zone, told = station_clock(options)
    evidence = f"date and time are the end of the averaging period; {told}"
    facts = TimeFacts("date", stamp="end", interval=header.step, zone=zone, evidence=evidence)
    return Timing(_stamp(header.titles, offset), facts)


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints={"date": "string", "time": "string", "filename": "string"},
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """Three lines of groups, titles and units, the first of them beginning with file_info."""
    lines = first_lines(source, 3)
    if len(lines) < 3 or not lines[0].startswith("file_info,"):
        return "the first line does not begin with file_info"
    if not {"date", "time"} <= set(lines[1].split(",")):
        return "the second line has no titles date and time"
    return Match(NAME, Certainty.MARKED, "the first line groups the columns as EddyPro's full output does")


READER = text_reader("eddypro_full", "EddyPro full output", FORMAT, sniff)
