"""NOAA GML flask events: comments, the last of them with the titles, then rows.

The last comment is `# data_fields:`, the others are `# key: value`. Cells stand between blanks; the time of
sampling is UTC, in columns sample_year to sample_seconds. The flag of three characters has a dot where
nothing is wrong. Described in NOAA's README of the event files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icos_ingest.content import TimeFacts
from icos_ingest.model import Certainty, Match, Options, Source
from icos_ingest.text import WHITESPACE, DateParts, Header, Lines, TextFormat, Timing, text_reader
from icos_ingest.text.lines import undecodable_line
from icos_ingest.text.preview import first_rows, pair_facts
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "noaa-event"
TITLES = "data_fields"
PARTS = tuple(f"sample_{part}" for part in ("year", "month", "day", "hour", "minute", "seconds"))
_PAIR = re.compile(r"#\s*([A-Za-z][\w-]{1,60}):\s*(.*)")
_SPECIES = "parameter_formula"
_TEXTS = ("sample_site_code", "sample_id", "sample_method", _SPECIES, "analysis_group_abbr", "analysis_flag")


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = Header()
    pairs = []
    while (ahead := lines.peek(1)) and ahead[0].text.startswith("#"):
        line = lines.take()
        assert line is not None, "it was just seen"
        header.faults.extend(undecodable_line(line))
        match = _PAIR.fullmatch(line.readable)
        if match and match[1] == TITLES:
            header.titles, header.line = match[2].split(), line.number
        elif match and match[2]:
            pairs.append((line.number, match[1], match[2]))
    header.facts = pair_facts(pairs)
    first = next(iter(first_rows(lines, WHITESPACE, 1)), [])
    if _SPECIES in header.titles and len(first) == len(header.titles):
        header.variant = first[list(header.titles).index(_SPECIES)].lower()
    return header


def _timing(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec, options
    titles = list(header.titles)
    if not set(PARTS) <= set(titles):
        return None
    facts = TimeFacts(PARTS[0], evidence="sample_year to sample_seconds are UTC, as NOAA has it")
    return Timing(DateParts(tuple(map(titles.index, PARTS))), facts)


FORMAT = TextFormat(
    NAME,
    WHITESPACE,
    header=_header,
    timing=_timing,
    odd_row="fit",
    hints=dict.fromkeys((*_TEXTS, "analysis_instrument", "event_number"), "string"),
    skips_blank=True,
)


def sniff(source: Source) -> Match | str:
    """A comment `# data_fields:` with the parts of the sample's time."""
    lines = first_lines(source)
    if not lines or not lines[0].startswith("#"):
        return "the first line does not begin with #"
    fields = next((line for line in lines if line.startswith(f"# {TITLES}:")), None)
    if fields is None:
        return f"there is no comment '# {TITLES}:'"
    if not set(PARTS) <= set(fields.split()):
        return f"the titles after '# {TITLES}:' have no sample_year to sample_seconds"
    return Match(NAME, Certainty.MARKED, f"a comment '# {TITLES}:' holds the titles of a flask's sampling")


READER = text_reader("noaa_event", "NOAA GML flask events", FORMAT, sniff)
