"""ICOS atmosphere products: `;` between cells, a `#` header that counts its lines, date and time in parts.

The portal's format `asciiAtcProductTimeSer`. Times are UTC, whatever zone the header gives for the
station; most files say that they stand at the beginning of the averaging interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import DateParts, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import INTERVALS, hash_header
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiAtcProductTimeSer"
PARTS = ("Year", "Month", "Day", "Hour", "Minute", "Second")


def _header(lines: Lines, spec: Spec | None) -> Header:
    return hash_header(lines, spec)


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing:
    del spec, options
    titles = list(header.titles)
    cells = tuple(titles.index(part) if part in titles else None for part in PARTS)
    comment = str(header.facts["COMMENT"].value) if "COMMENT" in header.facts else ""
    starts = "beginning of the averaging interval" in comment
    interval = header.facts.get("TIME INTERVAL")
    facts = TimeFacts(
        "TIMESTAMP",
        stamp="start" if starts else None,
        interval=INTERVALS.get(str(interval.value).strip().lower()) if interval else None,
        evidence="Year to Minute are UTC"
        + ("; the header says that they are the beginning of the averaging interval" if starts else ""),
    )
    return Timing(DateParts(cells), facts, adds="TIMESTAMP")


FORMAT = TextFormat(
    NAME, ";", header=_header, timing=_timing, odd_row="fit", comment="#", hints={"Flag": "string"}
)


def sniff(source: Source) -> Match | str:
    """A header of `#` lines whose last holds titles with Year and Month."""
    lines = first_lines(source)
    if not lines or not lines[0].startswith("#"):
        return "the first line does not begin with #"
    header = [line for line in lines if line.startswith("#")]
    titles = header[-1][1:].split(";")
    if not {"Year", "Month"} <= set(titles):
        return "the last line that begins with # has no titles Year and Month between semicolons"
    counted = any(line.startswith("# HEADER LINES:") for line in header)
    return Match(
        NAME,
        Certainty.MARKED if counted else Certainty.CONTENT,
        f"a header of {len(header)} lines that begin with #, titles between semicolons, time in parts",
    )


READER = text_reader("ascii_atc_product_time_ser", "ICOS atmosphere product", FORMAT, sniff)
