"""Any table of text that no other reader knows: csv, tsv, columns between blanks.

Encoding, separator, decimal sign, titles, units and time are found out from the first megabyte and stated in
the notes; the options of the same names go before what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec.structs import replace

from icos_ingest.content import Content, Facts, Part, Reader, Span, Table
from icos_ingest.delimited import Engine, Survey, TextLines, survey
from icos_ingest.delimited.cells import ONE_COLUMN
from icos_ingest.delimited.dialect import LINES, Fit, find_dialect, name_of
from icos_ingest.delimited.encoding import find_encoding
from icos_ingest.delimited.lines import Run
from icos_ingest.delimited.preamble import preamble_length, stated_facts
from icos_ingest.delimited.survey import head_lines
from icos_ingest.model import Certainty, Fault, Match, Options, Source
from icos_ingest.model.source import HEAD
from icos_ingest.schema import foreign_text
from icos_ingest.text.headers import bracketed_units
from icos_ingest.text.parts import part, parts
from icos_ingest.text.plan import SAMPLE, Titles, plan_columns
from icos_ingest.text.sniff import looks_binary
from icos_ingest.text.split import WHITESPACE

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "csv"
_MARKDOWN = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+")


class DelimitedContent(Content):
    """One table of text, read in one pass.

    Args:
        source: looked at first, then opened once.
        options: the user's answers.
        spec: what the columns should be, where it is known.

    Raises:
        LimitExceeded: there are more columns than the limits allow.
    """

    def __init__(self, source: Source, options: Options, spec: Spec | None) -> None:
        self._stack = ExitStack()
        found = survey(source, options)
        heading = found.heading
        # What stands over a stamp (UTC, dd/mm/yyyy) says how to read it, and is no unit.
        stamps = found.timing.stamps.cells if found.timing.stamps else ()
        stated = {**bracketed_units(heading.titles), **heading.units}
        units = {cell: unit for cell, unit in stated.items() if cell not in stamps}
        sample = [cells for cells in heading.rows.cells[:SAMPLE] if len(cells) == heading.usual]
        sample = [cells + [""] * (heading.width - heading.usual) for cells in sample]
        plans = plan_columns(
            Titles(heading.titles, heading.line, units, {}),
            [cells[: heading.width] for cells in sample],
            spec.missing_texts if spec else {},
            spec,
            replace(options, decimal=found.decimal),
        )
        self._engine = Engine(found, plans)
        self._encoding = found.encoding
        self._lines = TextLines(self._stack.enter_context(source.open()), found.encoding)
        self.facts = _facts(found)
        self._table = Table(None, [plan.info for plan in plans], self._parts, self._part_at)

    def tables(self) -> Mapping[str, Table]:
        return {"": self._table} if self._table.columns else {}

    def close(self) -> None:
        self._stack.close()

    def _parts(self) -> Iterator[Part]:
        return parts(self._engine, self._lines.runs())

    def _part_at(self, span: Span, data: bytes) -> Part:
        return part(self._engine, Run(data, span.line, span.offset, self._encoding), span.row)


def _facts(found: Survey) -> Facts:
    faults = [*found.heading.faults, *found.timing.faults]
    if not found.heading.titles:
        faults.append(Fault("empty", expected="a line of titles and rows below it"))
    return Facts(
        format=NAME,
        header=stated_facts(found.preamble),
        time=found.timing.facts,
        faults=tuple(faults),
        notes=found.notes,
        text=True,
    )


def sniff(source: Source) -> Match | str:
    """Text whose lines fall into equally many cells, or hold one short word each."""
    head = source.peek()
    if not head.strip():
        return "the file is empty" if not head else "there are only blanks in it"
    encoding = find_encoding(head)
    # Two NUL bytes in a text are a slip; two at its very beginning are a number of a binary format.
    if not encoding.wide and (looks_binary(head.replace(b"\0", b"", 2)) or head[:16].count(0) > 1):
        return "it is not text"
    lines = head_lines(head, encoding, whole=len(head) < HEAD)
    text = "".join(lines).lstrip()
    if foreign := foreign_text(text):
        return f"it begins like {foreign.what}"
    lines = [line for line in lines[preamble_length(lines) :] if line.strip()]
    return _judged(find_dialect(lines), lines)


def _judged(fit: Fit, lines: list[str]) -> Match | str:
    separator = fit.dialect.separator
    if separator == ONE_COLUMN:
        words = [line.strip() for line in lines]
        if not words:
            return "there are no lines but comments"
        if all(len(word) <= 40 and len(word.split()) == 1 and word.isprintable() for word in words):
            return Match(NAME, Certainty.FALLBACK, "each line holds one word or number")
        return "no separator splits most lines into equally many cells"
    if separator == "|" and any(map(_MARKDOWN.match, lines)):
        return "it is a table in Markdown"
    if fit.prose:
        return (
            f"its lines fall unequally at {name_of(separator)}, and into no numbers: it is prose or a program"
        )
    needed = 0.8 if separator == WHITESPACE else 0.4
    # Two cells in a line are easily a sentence with a comma.
    total = fit.lines if fit.width > 2 else len(lines[:LINES])
    if fit.agreeing < needed * total or (separator == WHITESPACE and fit.lines < 2):
        return "no separator splits most lines into equally many cells"
    evidence = f"{fit.agreeing} of {fit.lines} lines have {fit.width} cells between {name_of(separator)}"
    return Match(NAME, Certainty.FALLBACK, evidence)


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a table of text; it never raises for what the text holds.

    Raises:
        LimitExceeded: there are more columns than the limits allow.
        OptionError: an option has no meaning.
        SourceError: the bytes cannot be had.
    """
    return DelimitedContent(source, options, spec)


READER = Reader("delimited_text", "table of text, of no known format", (NAME,), sniff, read)
