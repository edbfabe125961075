"""SOCAT tables: the synthesis and cruise files of socat.info, and tables in their manner.

Any words, then titles between tabs, the first of them Expocode, then rows. Time is UTC, in columns yr, mon,
day, hh, mm, ss or in one Date/Time. `NaN` is missing. PANGAEA's form of them, with a comment at the top, is
the portal's `asciiOtcSocatTimeSer`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.headers import bracketed_units
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

NAME = "socat"
PARTS = ("yr", "mon", "day", "hh", "mm", "ss")
WHOLE = "Date/Time"
_REPORT = "SOCAT data report"
_PAIR = re.compile(r"([A-Za-z][\w ]{1,60}): +(.+)")


def _are_titles(text: str) -> bool:
    return text.lower().startswith("expocode\t")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    pairs = []
    while line := lines.take():
        header.faults.extend(undecodable_line(line))
        if _are_titles(line.text):
            header.titles, header.line = [title.strip() for title in line.text.split("\t")], line.number
            break
        if match := _PAIR.fullmatch(line.readable):
            pairs.append((line.number, match[1], match[2]))
    header.facts = pair_facts(pairs[:100])
    header.units = bracketed_units(header.titles)
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    titles = list(header.titles)
    if set(PARTS) <= set(titles):
        cells = [titles.index(part) for part in PARTS]

        def spell(row: Sequence[str]) -> str:
            year, month, day, hour, minute, second = (row[cell].strip() for cell in cells)
            second = second.rstrip(".").zfill(2)
            return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second}"

        stamp = SpelledStamp(cells[0], spell, "numbers that make a date and time", 0.0)
        return Timing(stamp, TimeFacts("yr", evidence="yr to ss are UTC, as SOCAT has it"))
    if WHOLE in titles:
        cell = titles.index(WHOLE)
        stamp = SpelledStamp(
            cell, lambda row: row[cell].replace(" ", "T", 1), "a date and time such as 2015-01-28 10:00:00"
        )
        return Timing(stamp, TimeFacts(WHOLE, evidence="Date/Time names no zone and is UTC, as SOCAT has it"))
    return None


FORMAT = TextFormat(
    NAME, "\t", header=_header, timing=_timing, odd_row="fit", hints={WHOLE: "string"}, skips_blank=True
)


def sniff(source: Source) -> Match | str:
    """The first line says SOCAT data report, or titles between tabs begin with Expocode."""
    lines = first_lines(source)
    if lines and lines[0].startswith(_REPORT):
        return Match(NAME, Certainty.MARKED, f"the first line begins with '{_REPORT}'")
    titles = next((line for line in lines if _are_titles(line)), "")
    if WHOLE in titles.split("\t") or set(PARTS) <= set(titles.split("\t")):
        return Match(NAME, Certainty.MARKED, "the titles between tabs begin with Expocode, and time is there")
    return "no line of titles between tabs begins with Expocode"


READER = text_reader(NAME, "SOCAT table", FORMAT, sniff)
