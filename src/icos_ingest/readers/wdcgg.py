"""WDCGG text: the World Data Centre for Greenhouse Gases, in its old form and in its present one.

Old: header lines `C01 KEY: value`, the last of them the titles (DATE TIME DATE TIME CO2 ND SD F CS REM),
rows between blanks, start and end of each interval. Present: header lines that begin with `#`, the last of
them the titles (site_wdcgg_id year month day hour minute second …), the same of the end, value, QCflag.
Nines below zero are missing. Described in GAW Report 188 and at gaw.kishou.go.jp.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.delimited.zone import stated_zone
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import WHITESPACE, Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.headers import INTERVALS
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from icos_ingest.schema import Spec

    Spelling = Callable[[Sequence[str]], str]

NAME = "wdcgg"
PARTS = ("year", "month", "day", "hour", "minute", "second")
_NUMBERED = re.compile(r"C\d\d(?:\s+|$)", re.ASCII)
_PAIR = re.compile(r"(?:C\d\d|#)\s*([A-Za-z][\w /()-]{1,60}?)\s*:\s*(.*)")
_MORE = re.compile(r"(?:C\d\d|#)\s*(.*)")
_SPANS: dict[str, Literal["day", "month"]] = {"daily": "day", "monthly": "month"}
_VALUES = frozenset({"value", "value_unc", "SD"})


def _is_header(text: str) -> bool:
    return text.startswith("#") or _NUMBERED.match(text) is not None


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    pairs: list[tuple[int, str, str]] = []
    while (ahead := lines.peek(1)) and _is_header(ahead[0].text):
        line = lines.take()
        assert line is not None, "it was just seen"
        header.faults.extend(undecodable_line(line))
        header.line = line.number
        if match := _PAIR.fullmatch(line.readable):
            pairs.append((line.number, match[1], match[2]))
        elif (more := _MORE.fullmatch(line.readable)) and more[1]:
            header.titles = more[1].split()
            if pairs:
                pairs.append((line.number, pairs[-1][1], more[1]))
    if pairs and header.titles and pairs[-1][2].split() == list(header.titles):
        pairs.pop()  # the titles are no part of the comment before them
    header.titles = _ends_named(header.titles)
    header.facts = pair_facts(pairs)
    header.units = _units(header)
    return header


def _ends_named(titles: Sequence[str]) -> list[str]:
    """The titles of the interval's end, which are those of its start once more, told apart."""
    named: list[str] = []
    for title in titles:
        again = title in named
        named.append(f"{'END' if title.isupper() else 'end'}_{title}" if again else title)
    return named


def _said(header: Header, *names: str) -> str:
    """What the header says under the first of these names, in capitals or not."""
    by_name = {name.lower(): str(fact.value).strip() for name, fact in header.facts.items()}
    return next((by_name[name] for name in names if name in by_name), "")


def _units(header: Header) -> dict[int, str]:
    unit = _said(header, "measurement unit", "unit", "value_units", "value units")
    parameter = _said(header, "parameter").lower()
    if not unit:
        return {}
    titles = enumerate(header.titles)
    return {cell: unit for cell, title in titles if title in _VALUES or title.lower() == parameter}


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    spell, cell = _spelling(list(header.titles))
    if spell is None:
        return None
    stated = stated_zone([_said(header, "time zone", "time_zone").replace("Local time", "")])
    zone = stated[0] if stated else None
    interval = _said(header, "time interval", "time_interval").lower()
    facts = TimeFacts(
        header.titles[cell],
        stamp="start",
        interval=INTERVALS.get(interval) if interval not in _SPANS else None,
        span=_SPANS.get(interval),
        zone=zone.name if zone else "UTC",
        evidence="the first date and time are the start of each interval; the zone is "
        + (f"{zone.name}, as the header says" if zone else "not stated, taken as UTC"),
    )
    offset = zone.ahead / 3_600_000 if zone else 0.0
    return Timing(SpelledStamp(cell, spell, "a date and a time of day", offset), facts)


def _spelling(titles: list[str]) -> tuple[Spelling | None, int]:
    """How the start of a row is spelt, and the first cell of it."""
    if titles[:2] == ["DATE", "TIME"]:
        return (lambda row: f"{row[0]}T{row[1].replace('99:99', '00:00')}:00"), 0
    if not set(PARTS) <= set(titles):
        return None, 0
    cells = [titles.index(part) for part in PARTS]

    def spell(row: Sequence[str]) -> str:
        year, *rest = (row[cell] for cell in cells)
        # A part that the interval does not have, such as the hour of a month, is -9.
        month, day = ("01" if part.startswith("-") else part.zfill(2) for part in rest[:2])
        clock = ":".join("00" if part.startswith("-") else part.zfill(2) for part in rest[2:])
        return f"{year}-{month}-{day}T{clock}"

    return spell, cells[0]


FORMAT = TextFormat(
    NAME,
    WHITESPACE,
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints=dict.fromkeys(("DATE", "TIME", "END_DATE", "END_TIME", "F", "CS", "REM"), "string"),
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """The first line is `C01 TITLE:`, or the last comment holds the titles of the WDCGG."""
    lines = first_lines(source)
    if lines and lines[0].startswith("C01 TITLE:"):
        return Match(NAME, Certainty.MARKED, "the first line is C01 TITLE, of the WDCGG's old header")
    comments = [line for line in lines if line.startswith("#")]
    titles = comments[-1].lstrip("# ").split() if comments and lines[0].startswith("#") else []
    if set(PARTS) <= set(titles) and "value" in titles and titles[0].startswith("site_"):
        return Match(NAME, Certainty.MARKED, "the last comment holds the titles of the WDCGG")
    return "neither is the first line C01 TITLE, nor are the titles in the last comment the WDCGG's"


READER = text_reader(NAME, "WDCGG text", FORMAT, sniff)
