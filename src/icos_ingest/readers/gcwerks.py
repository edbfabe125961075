"""GCWerks tables of analysers that measure all the time (Picarro, LGR), as OpenGHG's `crds` reads them.

A line `Created: …`, a line of species and a line of titles over each other, then rows between blanks: date
(yymmdd), time (hhmmss), type, port, and for each species its mole fraction (C), spread (stdev) and number
(N). Times are UTC. The columns of a species are called `ch4`, `ch4_stdev`, `ch4_N` here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import WHITESPACE, Header, Lines, SpelledStamp, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

NAME = "gcwerks"
FIRST = "Created:"
_CLOCK = ["date", "time"]


def _title(species: str, name: str) -> str:
    if species == "-":
        return name
    return species if name == "C" else f"{species}_{name}"


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    created, species, names = lines.take(), lines.take(), lines.take()
    if created and species and names:
        header.faults = [fault for line in (created, species, names) for fault in undecodable_line(line)]
        header.facts = pair_facts([(1, "Created", created.readable.removeprefix(FIRST).strip())])
        pairs = zip(species.text.split(), names.text.split(), strict=False)
        header.titles, header.line = [_title(*pair) for pair in pairs], names.number
    return header


def _spell(row: Sequence[str]) -> str:
    day, clock = row[0], row[1].zfill(6)
    return f"20{day[:2]}-{day[2:4]}-{day[4:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}"


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    if list(header.titles[:2]) != _CLOCK:
        return None
    stamp = SpelledStamp(0, _spell, "a date such as 140130 and a time such as 112045")
    return Timing(stamp, TimeFacts("date", evidence="date and time are UTC, as GCWerks writes them"))


FORMAT = TextFormat(
    NAME,
    WHITESPACE,
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints=dict.fromkeys((*_CLOCK, "type", "port"), "string"),
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """A line Created, then species over titles that begin with date and time."""
    lines = first_lines(source, 3)
    if len(lines) < 3 or not lines[0].startswith(FIRST):
        return f"the first line does not begin with '{FIRST}'"
    species, names = lines[1].split(), lines[2].split()
    if names[:2] != _CLOCK or len(species) != len(names) or "C" not in names:
        return "the second and third line are not species over titles, which begin with date and time"
    return Match(NAME, Certainty.MARKED, "a line Created, then species over date, time and the titles C")


READER = text_reader(NAME, "GCWerks table of an analyser", FORMAT, sniff)
