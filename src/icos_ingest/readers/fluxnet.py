"""FLUXNET data product (FULLSET, SUBSET) of hours, days, weeks, months and years.

Half-hourly files are the portal's `asciiEtcHalfHourlyProductTimeSer`. Here the stamps are, in the station's
local standard time: `TIMESTAMP_START` and `TIMESTAMP_END` of twelve digits (HR) or of eight (WW, both days
included), or `TIMESTAMP` of a day (DD, yyyymmdd), month (MM, yyyymm) or year (YY). `_QC` is a whole number
in HR, and in the others the fraction from 0 to 1 of measured and well filled data. Described at
fluxnet.org, data formats and VARIABLES of FLUXNET2015.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.delimited.zone import station_clock
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.schema.fp_in import is_fp_in
from icos_ingest.text import CellStamp, Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.sniff import first_lines, hours_between, parses, titles_and_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from icos_ingest.schema import Spec

NAME = "fluxnet"
STAMP = "etcLocalDateTime"
PERIOD = ["TIMESTAMP_START", "TIMESTAMP_END"]
SPANS: Mapping[str, Literal["day", "month", "year"]] = {"DD": "day", "MM": "month", "YY": "year"}
_DIGITS = {8: "DD", 6: "MM", 4: "YY"}
_NAMES = re.compile(
    r"(?:TA|TS|SW_IN|LW_IN|VPD|PA|P|WS|RH|CO2|FC|FCH4|NEE|GPP|RECO|LE|H|USTAR|SWC|NETRAD|PPFD_IN|G)(?:_|$)"
)


def resolution(titles: Sequence[str], row: Sequence[str]) -> str | None:
    """HR, DD, WW, MM or YY by the titles and the first row, None where it is none of them."""
    if list(titles[:2]) == PERIOD and len(row) > 1:
        if all(len(cell) == 8 and cell.isdigit() for cell in row[:2]):
            return "WW"
        return "HR" if all(parses(cell, STAMP) for cell in row[:2]) and hours_between(row) == 1 else None
    if titles and row and titles[0] == "TIMESTAMP" and row[0].isascii() and row[0].isdigit():
        return _DIGITS.get(len(row[0]))
    return None


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = titles_line(lines, ",")
    header.first_row = [cell for line in lines.peek(1) for cell in line.text.split(",")]
    header.variant = resolution(header.titles, header.first_row) or ""
    return header


def _day(row: Sequence[str]) -> str:
    """The first day of a stamp of four, six or eight digits."""
    text = row[0]
    return f"{text[:4]}-{text[4:6] or '01'}-{text[6:] or '01'}T00:00:00"


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if not header.variant:
        return None
    offset, zone, told = station_clock(options)
    evidence = f"the stamps are the station's local standard time; {told}"
    if header.variant == "HR":
        facts = TimeFacts("TIMESTAMP", stamp="end", interval=60, zone=zone, evidence=evidence)
        return Timing(CellStamp(1, STAMP, offset), facts, adds="TIMESTAMP")
    stamp = SpelledStamp(0, _day, "digits of year, month and day, such as 20240331", offset)
    span = SPANS.get(header.variant)
    facts = TimeFacts(header.titles[0], stamp="start", span=span, zone=zone, evidence=evidence)
    return Timing(stamp, facts)


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints={"TIMESTAMP": "string", "TIMESTAMP_START": "string", "TIMESTAMP_END": "string"},
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """Stamps of FLUXNET, not of half-hours, above titles of FLUXNET."""
    titles, row = titles_and_row(first_lines(source), ",")
    found = resolution(titles, row)
    if is_fp_in(source.basename):
        return "its name is that of an upload to AmeriFlux"
    if found is None:
        return "the first columns are no TIMESTAMP of FLUXNET of an hour, day, week, month or year"
    if not any(map(_NAMES.match, titles)):
        return "no title is a variable of FLUXNET"
    evidence = f"the stamps are those of a FLUXNET file of resolution {found}, titles are FLUXNET variables"
    return Match(NAME, Certainty.MARKED, evidence)


READER = text_reader(NAME, "FLUXNET data product, hours to years", FORMAT, sniff)
