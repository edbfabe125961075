"""AmeriFlux BASE: two comments (`# Site: US-CRT`, `# Version: 2-5`), titles, rows between commas.

Stamps are start and end of each half-hour or hour in local standard time, of twelve digits; -9999 is
missing. A table program leaves commas behind the comments, which mean nothing. Described at
ameriflux.lbl.gov, BASE data product.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.delimited.zone import station_clock
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import CellStamp, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.headers import titles_line
from icos_ingest.text.preview import first_rows, pair_facts, usual_step
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "ameriflux-base"
STAMP = "etcLocalDateTime"
PERIOD = ["TIMESTAMP_START", "TIMESTAMP_END"]
_PAIR = re.compile(r"# *([A-Za-z][\w ]{0,60}): *(.*?),*")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    pairs = []
    while (ahead := lines.peek(1)) and ahead[0].text.startswith("#"):
        line = lines.take()
        if line and (match := _PAIR.fullmatch(line.readable)):
            pairs.append((line.number, match[1], match[2]))
    header = titles_line(lines, ",")
    header.facts = pair_facts(pairs)
    if list(header.titles[:2]) == PERIOD:
        header.step = usual_step(CellStamp(1, STAMP), first_rows(lines, ","))
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if list(header.titles[:2]) != PERIOD:
        return None
    offset, zone, told = station_clock(options)
    evidence = f"TIMESTAMP_END is the end of each averaging period, in local standard time; {told}"
    facts = TimeFacts("TIMESTAMP", stamp="end", interval=header.step, zone=zone, evidence=evidence)
    return Timing(CellStamp(1, STAMP, offset), facts, adds="TIMESTAMP")


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints=dict.fromkeys(PERIOD, STAMP),
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """The first line is `# Site:` with a site's id, and titles of start and end of the period follow."""
    lines = first_lines(source)
    if not lines or not re.match(r"# *Site: *[A-Z]{2}-[A-Za-z0-9]{3}\b", lines[0]):
        return "the first line is not '# Site:' and the id of a site"
    titles = next((line for line in lines if not line.startswith("#")), "")
    if titles.split(",")[:2] != PERIOD:
        return "the titles after the comments do not begin with TIMESTAMP_START,TIMESTAMP_END"
    return Match(NAME, Certainty.MARKED, "the first line names the site, as AmeriFlux BASE does")


READER = text_reader("ameriflux_base", "AmeriFlux BASE", FORMAT, sniff)
