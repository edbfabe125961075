"""WHP exchange format: bottle and CTD files of CCHDO, and GLODAP's reference files in their manner.

A line BOTTLE or CTD with its stamp, comments that begin with `#`, for CTD the cast (`KEY = value`), titles,
units, rows, END_DATA. -999 is missing; `X_FLAG_W` flags the column X. DATE (yyyymmdd) and TIME (hhmm) are
UTC. A CTD cast has one time, in its header. Described at exchange-format.readthedocs.io.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

NAME = "exchange"
KINDS = ("BOTTLE", "CTD")
_CAST = re.compile(r"([A-Z_0-9]+) *= *(.*)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?", re.ASCII)
_NO_UNIT = frozenset({"", "-"})


def _header(lines: Lines, spec: Spec | None) -> Header:
    """Everything down to the units; the titles are the first line that is none of the others."""
    del spec
    header = Header()
    pairs = []
    while line := lines.take():
        header.faults.extend(undecodable_line(line))
        text = line.readable
        kind, comma, stamp = text.partition(",")
        if kind in KINDS and not header.variant and header.line == 0 and "," not in stamp:
            header.variant = kind
            pairs.append((line.number, "file type", kind))
            if comma:
                pairs.append((line.number, "written", stamp))
        elif match := _CAST.fullmatch(text):
            pairs.append((line.number, match[1], match[2]))
        elif text.startswith("#"):
            pairs.append((line.number, "comment", text.lstrip("# ")))
        elif text:
            header.titles, header.line = [title.strip() for title in line.text.split(",")], line.number
            break
    header.facts = pair_facts(pairs)
    _units(lines, header)
    return header


def _units(lines: Lines, header: Header) -> None:
    """The line after the titles, which may be blank, but is there unless it is a row."""
    ahead = lines.peek(1)
    if not header.titles or not ahead:
        return
    cells = [cell.strip() for cell in ahead[0].readable.split(",")]
    if len(cells) > 1 and sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) * 2 > len(cells):
        return
    lines.take()
    header.units = {i: cell for i, cell in enumerate(cells) if cell not in _NO_UNIT}


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    titles = list(header.titles)
    if "DATE" not in titles:
        return None
    date, time = titles.index("DATE"), titles.index("TIME") if "TIME" in titles else None

    def spell(row: Sequence[str]) -> str:
        day, clock = row[date].strip(), "0000" if time is None else row[time].strip().zfill(4)
        clock = "0000" if clock.startswith("-") else clock
        return f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:]}:00"

    stamp = SpelledStamp(date, spell, "a date such as 19740813 and a time such as 0103")
    told = "DATE and TIME are UTC" if time is not None else "DATE is in UTC, and there is no TIME"
    facts = TimeFacts("DATE", span=None if time is not None else "day", evidence=told)
    return Timing(stamp, facts)


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints=dict.fromkeys(("EXPOCODE", "SECT_ID", "STNNBR", "BTLNBR", "DATE", "TIME"), "string"),
    skips_blank=True,
    end="END_DATA",
)


def sniff(source: Source) -> Match | str:
    """The first line is BOTTLE or CTD, or the titles after comments begin with EXPOCODE."""
    lines = first_lines(source)
    first = lines[0].partition(",")[0] if lines else ""
    if first in KINDS and any(line.startswith(("EXPOCODE", "CTDPRS", "NUMBER_HEADERS")) for line in lines):
        return Match(NAME, Certainty.MARKED, f"the first line begins with {first}, and titles of WHP follow")
    titles = next((line for line in lines if line and not line.startswith("#")), "")
    if titles.split(",")[0] == "EXPOCODE":
        return Match(NAME, Certainty.CONTENT, "the first title is EXPOCODE")
    return "the first line is neither BOTTLE nor CTD, and the first title is not EXPOCODE"


READER = text_reader(NAME, "WHP exchange format", FORMAT, sniff)
