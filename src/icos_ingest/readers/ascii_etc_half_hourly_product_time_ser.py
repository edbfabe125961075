"""ICOS ecosystem half-hourly products (FLUXNET style): titles, then rows with start and end of the half hour.

The portal's format `asciiEtcHalfHourlyProductTimeSer`. The stamp is the second column, the end of the half
hour, in the station's local standard time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.schema.fp_in import is_fp_in
from icos_ingest.text import CellStamp, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.sniff import first_lines, hours_between, parses, titles_and_row

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "asciiEtcHalfHourlyProductTimeSer"
STAMP = "etcLocalDateTime"


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    return titles_line(lines, ",")


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if len(header.titles) < 2:
        return None
    offset = options.utc_offset or 0.0
    told = "the station's offset from UTC is not known and was taken as 0 hours"
    if options.utc_offset is not None:
        told = f"the station's local standard time is {offset:+g} hours from UTC"
    facts = TimeFacts(
        "TIMESTAMP",
        stamp="end",
        interval=30,
        zone=f"UTC{offset:+g}",
        evidence=f"the second column is the end of the half hour; {told}",
    )
    return Timing(CellStamp(1, STAMP, offset), facts, adds="TIMESTAMP")


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    hints={"TIMESTAMP_START": STAMP, "TIMESTAMP_END": STAMP},
)


def sniff(source: Source) -> Match | str:
    """The second cell of the first row is a stamp of twelve digits."""
    titles, row = titles_and_row(first_lines(source), ",")
    if len(titles) < 3:
        return "there are no three titles between commas"
    if len(row) < 2 or not (parses(row[1], STAMP) and len(row[1]) == 12):
        return "the second cell of the first row is not a date and time of twelve digits"
    marked = titles[:2] == ["TIMESTAMP_START", "TIMESTAMP_END"]
    if marked and is_fp_in(source.basename):
        return "its name is that of an upload to AmeriFlux"
    if marked and hours_between(row) == 1:
        return "the first row lasts an hour, not half an hour"
    evidence = f"the second column, {titles[1]}, holds dates and times of twelve digits"
    return Match(NAME, Certainty.MARKED if marked else Certainty.CONTENT, evidence)


READER = text_reader(
    "ascii_etc_half_hourly_product_time_ser", "ICOS ecosystem half-hourly product", FORMAT, sniff
)
