"""ICOS atmosphere tables with a header of one line: the titles of the ATC's files, rows between blanks.

Time is UTC, in columns Year to Minute; -999.990 and -9.990 are missing. The last titles (descriptive flags)
have no cell where nothing is said. OpenGHG reads them as ICOS files with a small header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import WHITESPACE, DateParts, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import first_rows
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "atc-small-header"
PARTS = ("Year", "Month", "Day", "Hour", "Minute", "Second")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    line = lines.take()
    if line is None:
        return header
    header.faults = undecodable_line(line)
    titles = line.text.split()
    width = max(map(len, first_rows(lines, WHITESPACE)), default=len(titles))
    if width < len(titles):
        header.notes.append(f"no row has a cell under the last titles: {', '.join(titles[width:])}")
    header.titles, header.line = titles[:width], line.number
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing:
    del spec, options
    titles = list(header.titles)
    cells = tuple(titles.index(part) if part in titles else None for part in PARTS)
    return Timing(DateParts(cells), TimeFacts("Year", evidence="Year to Minute are UTC, as the ATC has it"))


FORMAT = TextFormat(
    NAME,
    WHITESPACE,
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints={"Site": "string", "Flag": "string"},
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """The first line holds the ATC's titles between blanks."""
    titles = next(iter(first_lines(source)), "").split()
    if titles[:1] != ["Site"] or not {*PARTS[:5], "Flag"} <= set(titles):
        return (
            "the first line is not titles between blanks that begin with Site and hold Year to Minute, Flag"
        )
    return Match(NAME, Certainty.MARKED, "the first line holds titles of the ATC between blanks")


READER = text_reader("atc_small_header", "ICOS atmosphere table with a small header", FORMAT, sniff)
