"""ICOS ocean products: quoted CSV, ISO instants in the first column, a QC flag beside each value.

The portal's format `asciiOtcProductCsv`. The first column is called TIMESTAMP, whatever its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import CellStamp, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import bracketed_units, quoted_titles
from icos_ingest.text.sniff import first_lines, parses, titles_and_row

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiOtcProductCsv"
STAMP = "iso8601dateTime"


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = quoted_titles(lines, ",")
    if header.titles:
        header.titles = ["TIMESTAMP", *header.titles[1:]]
    header.units = bracketed_units(header.titles)
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if not header.titles:
        return None
    facts = TimeFacts("TIMESTAMP", evidence="the first column holds instants with their zone")
    return Timing(CellStamp(0, STAMP, blank=True), facts)


FORMAT = TextFormat(NAME, ",", header=_header, timing=_timing, quoted=True, hints={"TIMESTAMP": STAMP})


def sniff(source: Source) -> Match | str:
    """Instants in the first column, and titles that speak of QC flags or bear their unit in brackets."""
    titles, row = titles_and_row(first_lines(source), ",")
    if len(titles) < 2 or not row or not parses(row[0], STAMP):
        return "the first column does not hold ISO instants with their zone"
    flagged = any(title.strip('"').endswith("QC Flag") for title in titles)
    if not flagged and not bracketed_units(titles):
        return "no title ends in 'QC Flag' or bears a unit in brackets"
    evidence = "the first column holds ISO instants, titles bear their unit in brackets or are QC flags"
    return Match(NAME, Certainty.MARKED, evidence)


READER = text_reader("ascii_otc_product_csv", "ICOS ocean product", FORMAT, sniff)
