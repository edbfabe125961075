"""SOCAT tables of PANGAEA: a comment down to `*/`, then titles and rows between tabs; times are UTC.

The portal's format `asciiOtcSocatTimeSer`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.text import Header, IsoLocalStamp, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import bracketed_units
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiOtcSocatTimeSer"
END = "*/"
_PAIR = re.compile(r"([A-Z][\w /().-]{1,60}):\s*(.+)")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    facts: dict[str, Fact] = {}
    while (line := lines.take()) and END not in line.text:
        header.faults.extend(undecodable_line(line))
        if match := _PAIR.fullmatch(line.readable):
            facts[match[1]] = Fact(match[2], Place(line=line.number, field=match[1], value=match[2][:100]))
    header.facts = facts
    if line is None:
        place = Place(line=lines.number or None)
        header.faults.append(Fault("no-header", place, expected=f"a line that holds {END}", blocks=True))
    elif titles := lines.take():
        header.faults.extend(undecodable_line(titles))
        header.titles, header.line = titles.text.split("\t"), titles.number
        header.units = bracketed_units(header.titles)
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if not header.titles:
        return None
    facts = TimeFacts(
        "TIMESTAMP", evidence="the first column is ISO date and time without zone, taken as UTC"
    )
    return Timing(IsoLocalStamp(), facts, adds="TIMESTAMP")


FORMAT = TextFormat(NAME, "\t", header=_header, timing=_timing)


def sniff(source: Source) -> Match | str:
    """A comment between `/*` and `*/` at the top, and titles between tabs after it."""
    lines = first_lines(source)
    if not lines or not lines[0].startswith("/*"):
        return "the first line does not begin with /*"
    end = next((i for i, line in enumerate(lines) if END in line), None)
    if end is None:
        return "the comment at the top has no end */ within the first 64 kB"
    if end + 1 >= len(lines) or "\t" not in lines[end + 1]:
        return "there are no titles between tabs after the comment"
    return Match(NAME, Certainty.MARKED, f"a comment down to line {end + 1}, then titles between tabs")


READER = text_reader("ascii_otc_socat_time_ser", "SOCAT table of PANGAEA", FORMAT, sniff)
