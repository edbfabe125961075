"""SITES tables: any words down to a line `####`, then titles and rows; stamps are at UTC+1.

The portal's format `delimitedHeaderCsv`. The first column is a date and time, a date, a month or a year, as
the dataset's TIMESTAMP column says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.text import CellStamp, Header, Lines, Stamp, TextFormat, Timing, YearStamp, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.sniff import first_lines, parses

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "delimitedHeaderCsv"
MARKER = "####"
OFFSET = 1.0
STAMPS: Mapping[str, Literal["day", "month", "year"] | None] = {
    "isoLikeLocalDateTime": None,
    "iso8601date": "day",
    "iso8601month": "month",
    "int32": "year",
}
"""What the first column may hold, and the calendar unit that such a stamp stands for."""
_PAIR = re.compile(r"([^:\t]{1,60})[:\t]\s*(.+)")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    facts: dict[str, Fact] = {}
    while (line := lines.take()) and line.text != MARKER:
        if match := _PAIR.fullmatch(line.readable):
            name = match[1].strip()
            facts[name] = Fact(match[2].strip(), Place(line=line.number, field=name, value=match[2][:100]))
    if line is None:
        fault = Fault("no-header", Place(line=lines.number or None), expected=f"a line {MARKER}", blocks=True)
        return Header(facts=facts, faults=[fault])
    while (ahead := lines.peek(1)) and ahead[0].text == MARKER:
        lines.take()  # the portal skips it again
    header = titles_line(lines, ",")
    header.facts = facts
    header.first_row = [cell for row in lines.peek(1) for cell in row.text.split(",")]
    return header


def _stamp_format(header: Header, spec: Spec | None) -> str | None:
    """The value format of the stamps: the specification's, else the first that the first row fits."""
    if spec is not None:
        column = spec.match("TIMESTAMP")
        return column.value_format if column and column.value_format in STAMPS else None
    first = header.first_row[0] if header.first_row else ""
    return next((name for name in STAMPS if parses(first, name)), None)


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del options
    found = _stamp_format(header, spec)
    if found is None or not header.titles:
        return None
    stamp: Stamp = YearStamp(0, OFFSET) if found == "int32" else CellStamp(0, found, OFFSET)
    evidence = "the first column is local standard time one hour ahead of UTC, as the format has it"
    return Timing(stamp, TimeFacts(header.titles[0], span=STAMPS[found], zone="UTC+01:00", evidence=evidence))


FORMAT = TextFormat(NAME, ",", header=_header, timing=_timing, marker=MARKER)


def sniff(source: Source) -> Match | str:
    """A line that is exactly `####`, and after it titles between commas."""
    lines = first_lines(source)
    if MARKER not in lines:
        return f"there is no line {MARKER}"
    line = lines.index(MARKER) + 1
    return Match(NAME, Certainty.MARKED, f"line {line} is {MARKER}, the end of the header")


READER = text_reader("delimited_header_csv", "SITES table", FORMAT, sniff)
