"""ObsPack text: comments that begin with `#` and describe each variable, titles, rows between blanks.

Time is UTC in columns year to second, the middle of the interval where there is a column midpoint_time.
Units are in the comments (`# value:units : mol mol-1`). Described in the ObsPack documentation of NOAA GML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import WHITESPACE, DateParts, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "obspack-text"
PARTS = ("year", "month", "day", "hour", "minute", "second")
_PAIR = re.compile(r"# *([A-Za-z][\w :.-]{1,60}?) *: +(.*)")
_UNITS = re.compile(r"(\w+):units")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    pairs, faults = [], []
    while (ahead := lines.peek(1)) and ahead[0].text.startswith("#"):
        line = lines.take()
        assert line is not None, "it was just seen"
        faults += undecodable_line(line)
        if match := _PAIR.fullmatch(line.readable):
            pairs.append((line.number, match[1], match[2]))
    header = titles_line(lines, " ")
    header.titles = [title for title in header.titles if title]
    header.faults = faults + header.faults
    stated = {match[1]: value for _, name, value in pairs if (match := _UNITS.fullmatch(name))}
    header.units = {i: stated[title] for i, title in enumerate(header.titles) if title in stated}
    header.facts = pair_facts(pairs)
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    titles = list(header.titles)
    if not set(PARTS) <= set(titles):
        return None
    middle = "midpoint_time" in titles
    evidence = "year to second are UTC" + (", the middle of each interval" if middle else "")
    facts = TimeFacts("year", stamp="middle" if middle else None, evidence=evidence)
    return Timing(DateParts(tuple(map(titles.index, PARTS))), facts)


FORMAT = TextFormat(
    NAME,
    WHITESPACE,
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints={"obspack_id": "string", "method": "string"},
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """Comments that count themselves, and titles between blanks with year to second, value and obspack_id."""
    lines = first_lines(source)
    if not lines or not re.match(r"# *header_lines *:", lines[0]):
        return "the first line does not say '# header_lines :'"
    titles = next((line for line in lines if line and not line.startswith("#")), "").split()
    if not {*PARTS, "value", "obspack_id"} <= set(titles):
        return "the titles have no year to second, value and obspack_id"
    return Match(NAME, Certainty.MARKED, "comments that count themselves, and the titles of an ObsPack")


READER = text_reader("obspack_text", "ObsPack text", FORMAT, sniff)
