"""Campbell Scientific TOA5: a line on the logger, titles, units, how each column was made; then quoted rows.

Stamps are local standard time on the logger's clock, `yyyy-mm-dd hh:mm:ss` with or without a fraction, at the
end of the output interval; `NAN` is missing. Described in Campbell's data logger manuals, "TOA5".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.delimited.zone import Zone, logger_clock
from icos_ingest.model import Certainty, Fault, Match, Options, Place, Source
from icos_ingest.text import Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import first_rows, usual_step
from icos_ingest.text.sniff import first_lines
from icos_ingest.text.split import QuotedSplitter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

NAME = "toa5"
STAMP = "TIMESTAMP"
LOGGER = ("station", "logger", "serial number", "operating system", "program", "signature", "table")
"""What the first line says after the word TOA5."""
_NO_UNIT = frozenset({"", "TS", "RN"})
_PARTS = ("the logger", "titles", "units", "the processing of each column")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    rows: list[list[str]] = []
    splitter = QuotedSplitter(",")
    while len(rows) < len(_PARTS) and (line := lines.take()):
        header.faults.extend(undecodable_line(line))
        header.line = line.number if len(rows) == 1 else header.line
        rows += splitter.rows(line.number, [line.readable]).cells
    if len(rows) < len(_PARTS):
        place = Place(line=lines.number or None, value=f"{len(rows)} header lines")
        expected = f"four lines: {', '.join(_PARTS)}"
        header.faults.append(Fault("header-cut", place, expected=expected))
    if rows:
        header.facts = _logger(rows[0])
    if len(rows) > 1:
        header.titles = [title.strip() for title in rows[1]]
    for number, row in enumerate(rows[2:], start=header.line + 1):
        if len(row) != len(header.titles):
            place = Place(line=number, value=f"{len(row)} cells")
            expected = f"{len(header.titles)} cells, as there are titles"
            header.faults.append(Fault("cells-per-row", place, expected=expected))
    if len(rows) > 2:
        header.units = {i: unit.strip() for i, unit in enumerate(rows[2]) if unit.strip() not in _NO_UNIT}
    if STAMP in header.titles:
        stamp = _stamp(list(header.titles).index(STAMP), Zone())
        header.step = usual_step(stamp, first_rows(lines, ","), header.titles)
    return header


def _logger(cells: Sequence[str]) -> dict[str, Fact]:
    return {
        name: Fact(value, Place(line=1, column=i, field=name, value=value[:100]))
        for i, (name, value) in enumerate(zip(LOGGER, cells[1:], strict=False), start=2)
        if value
    }


def _stamp(cell: int, zone: Zone) -> SpelledStamp:
    def spell(row: Sequence[str]) -> str:
        return row[cell].replace(" ", "T", 1)

    expected = "a date and time such as 2024-03-01 12:30:00"
    seasonal = zone.to_utc if zone.region else None
    return SpelledStamp(cell, spell, expected, zone.ahead / 3_600_000, seasonal)


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    if STAMP not in header.titles:
        return None
    zone, told = logger_clock(options)
    evidence = f"stamps are on the logger's clock, at the end of the output interval; {told}"
    facts = TimeFacts(STAMP, stamp="end", interval=header.step, zone=zone.name, evidence=evidence)
    return Timing(_stamp(list(header.titles).index(STAMP), zone), facts)


FORMAT = TextFormat(NAME, ",", header=_header, timing=_timing, quoted=True, odd_row="fit")


def sniff(source: Source) -> Match | str:
    """The first cell of the first line is TOA5."""
    first = next(iter(first_lines(source)), "")
    if first.replace('"', "").split(",")[0] != "TOA5":
        return "the first line does not begin with TOA5"
    return Match(NAME, Certainty.SIGNATURE, "the first line begins with TOA5")


READER = text_reader(NAME, "Campbell Scientific TOA5 table", FORMAT, sniff)
