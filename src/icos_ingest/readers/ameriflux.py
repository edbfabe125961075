"""AmeriFlux: its product BASE, and the files that stations upload to it (FP-In).

Titles and rows between commas. Stamps are start and end of each half-hour or hour in local standard time, of
twelve digits; -9999 is missing. BASE has two comments at the top (`# Site: US-CRT`, `# Version: 2-5`), behind
which a table program leaves commas that mean nothing. An upload is told by its name,
`<SITE_ID>_<HH|HR>_<start>_<end>.csv`: without it, it is the portal's `asciiEtcHalfHourlyProductTimeSer`.
Described at ameriflux.lbl.gov, BASE data product and flux/met data upload format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import Content, Reader, TimeFacts
from icos_ingest.delimited.zone import station_clock
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.schema.fp_in import is_fp_in
from icos_ingest.text import CellStamp, Header, Lines, TextContent, TextFormat, Timing
from icos_ingest.text.headers import titles_line
from icos_ingest.text.preview import first_rows, pair_facts, usual_step
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

BASE, UPLOAD = "ameriflux-base", "ameriflux-fp-in"
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
        header.step = usual_step(CellStamp(1, STAMP), first_rows(lines, ","), header.titles)
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if list(header.titles[:2]) != PERIOD:
        return None
    offset, zone, told = station_clock(options)
    evidence = f"TIMESTAMP_END is the end of each averaging period, in local standard time; {told}"
    facts = TimeFacts("TIMESTAMP", stamp="end", interval=header.step, zone=zone, evidence=evidence)
    return Timing(CellStamp(1, STAMP, offset), facts, adds="TIMESTAMP")


FORMATS = {
    name: TextFormat(
        name,
        ",",
        header=_header,
        timing=_timing,
        odd_row="fit",
        hints=dict.fromkeys(PERIOD, STAMP),
        skips_blank=True,
    )
    for name in (BASE, UPLOAD)
}


def sniff(source: Source) -> Match | str:
    """Titles of start and end of the period, after `# Site:` or under a name of FP-In."""
    lines = first_lines(source)
    base = bool(lines) and re.match(r"# *Site: *[A-Z]{2}-[A-Za-z0-9]{3}\b", lines[0]) is not None
    if not base and not is_fp_in(source.basename):
        return "the first line is not '# Site:' and the id of a site, nor is the name one of FP-In"
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    if not rows or rows[0][:2] != PERIOD:
        return "the titles do not begin with TIMESTAMP_START,TIMESTAMP_END"
    if base:
        return Match(BASE, Certainty.MARKED, "the first line names the site, as AmeriFlux BASE does")
    return Match(UPLOAD, Certainty.MARKED, "its name and its first two titles are those of AmeriFlux's FP-In")


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a file of AmeriFlux; it never raises for what the text holds."""
    answer = sniff(source)
    return TextContent(source, FORMATS[answer.format if isinstance(answer, Match) else UPLOAD], options, spec)


READER = Reader("ameriflux", "AmeriFlux BASE, and uploads to FP-In", (BASE, UPLOAD), sniff, read)
