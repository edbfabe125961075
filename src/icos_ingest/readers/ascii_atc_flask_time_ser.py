"""ICOS atmosphere flask products: as the other atmosphere products, with `SamplingStart` and `SamplingEnd`.

The portal's format `asciiAtcFlaskTimeSer`; both stamps are ISO instants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.text import CellStamp, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import hash_header
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiAtcFlaskTimeSer"
START, END = "SamplingStart", "SamplingEnd"


def _header(lines: Lines, spec: Spec | None) -> Header:
    header = hash_header(lines, spec)
    for title in (START, END):
        if header.line and title not in header.titles:
            place = Place(line=header.line, field=title)
            header.faults.append(Fault("missing-columns", place, expected=f"a column {title}", blocks=True))
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if START not in header.titles:
        return None
    facts = TimeFacts(
        START,
        stamp="start",
        bounds=(START, END) if END in header.titles else None,
        evidence="SamplingStart and SamplingEnd are instants with their zone",
    )
    return Timing(CellStamp(list(header.titles).index(START), "iso8601dateTime", blank=True), facts)


FORMAT = TextFormat(
    NAME,
    ";",
    header=_header,
    timing=_timing,
    odd_row="fit",
    comment="#",
    hints={START: "iso8601dateTime", END: "iso8601dateTime"},
)


def sniff(source: Source) -> Match | str:
    """A header of `#` lines whose last holds the titles SamplingStart and SamplingEnd."""
    lines = first_lines(source)
    if not lines or not lines[0].startswith("#"):
        return "the first line does not begin with #"
    header = [line for line in lines if line.startswith("#")]
    titles = set(header[-1][1:].split(";"))
    if not {START, END} <= titles:
        return "the last line that begins with # has no titles SamplingStart and SamplingEnd"
    if {"Year", "Month"} <= titles:
        return "the titles have Year and Month, as the other atmosphere products"
    evidence = f"a header of {len(header)} lines that begin with #, titles SamplingStart and SamplingEnd"
    return Match(NAME, Certainty.MARKED, evidence)


READER = text_reader("ascii_atc_flask_time_ser", "ICOS atmosphere flask product", FORMAT, sniff)
