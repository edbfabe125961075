"""Tables whose first column, TIMESTAMP, is an ISO instant, such as the STILT results.

The portal's format `csvWithIso8601tsFirstCol`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import CellStamp, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.sniff import first_lines, parses, titles_and_row

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "csvWithIso8601tsFirstCol"
STAMP = "iso8601dateTime"


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    return titles_line(lines, ",")


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if not header.titles:
        return None
    facts = TimeFacts(header.titles[0], evidence="the first column holds instants with their zone")
    return Timing(CellStamp(0, STAMP), facts)


FORMAT = TextFormat(NAME, ",", header=_header, timing=_timing, hints={"TIMESTAMP": STAMP})


def sniff(source: Source) -> Match | str:
    """The first title is TIMESTAMP and the first cell below it an instant."""
    titles, row = titles_and_row(first_lines(source), ",")
    if len(titles) < 2 or titles[0] != "TIMESTAMP":
        return "the first title is not TIMESTAMP"
    if not row or not parses(row[0], STAMP):
        return "the first cell of the first row is not an ISO instant with its zone"
    return Match(NAME, Certainty.CONTENT, "the first column, TIMESTAMP, holds ISO instants")


READER = text_reader(
    "csv_with_iso8601ts_first_col", "Table with ISO instants in its first column", FORMAT, sniff
)
