"""A text table: header, plan of the columns, and its parts, by the description of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from icos_ingest.content import Content, Facts, Part, Reader, Span, Table
from icos_ingest.model import Match, Options, Source
from icos_ingest.text.format import TextFormat
from icos_ingest.text.lines import Lines, Run
from icos_ingest.text.parts import part, parts
from icos_ingest.text.plain import Engine
from icos_ingest.text.plan import SAMPLE, Titles, plan_columns

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


class TextContent(Content):
    """A text table, read in one pass by the description of its format.

    Args:
        source: of the bytes; opened once.
        fmt: the description.
        options: what the user said.
        spec: what the columns should be, where it is known.
    """

    def __init__(self, source: Source, fmt: TextFormat, options: Options, spec: Spec | None) -> None:
        from icos_ingest.schema import formats, told_by_titles

        known = formats().get(fmt.name)
        missing = spec.missing_texts if spec else known.missing if known else {}
        self._stack = ExitStack()
        lines = Lines(self._stack.enter_context(source.open()))
        header = fmt.read_header(lines, spec)
        timing = fmt.timing(header, spec, options)
        runs = lines.runs()
        first = next(runs, None)
        sample = _sample(fmt, first, len(header.titles))
        told = told_by_titles(known, header.titles, header.variant)
        head = Titles(header.titles, header.line, header.units, fmt.hints, told)
        plans = plan_columns(head, sample, missing, spec, options, timing.adds if timing else None)
        self._engine = Engine(fmt, header, timing, plans, fmt.splitter(), spec)
        self._runs = chain([first], runs) if first else iter(())
        faults = [*lines.faults, *header.faults]
        if not spec:
            faults = [replace(fault, blocks=False) for fault in faults]
        self.facts = Facts(
            format=fmt.name,
            header=header.facts,
            attributes={} if header.n_rows is None else {"n_rows": header.n_rows},
            time=timing.facts if timing else None,
            faults=tuple(faults),
            notes=tuple(header.notes),
            text=True,
            rows_from=first.first if first else lines.number + 1,
        )
        self._table = Table(None, self._engine.columns, self._parts, self._part_at)

    def tables(self) -> Mapping[str, Table]:
        return {"": self._table} if self._engine.plans else {}

    def close(self) -> None:
        self._stack.close()

    def _parts(self) -> Iterator[Part]:
        return parts(self._engine, self._runs)

    def _part_at(self, span: Span, data: bytes) -> Part:
        return part(self._engine, Run(data, span.line, span.offset), span.row)


def _sample(fmt: TextFormat, first: Run | None, width: int) -> list[list[str]]:
    """The first rows, as long as the titles, looked at before the pass begins."""
    if first is None:
        return []
    rows = fmt.splitter().rows(first.first, first.head(SAMPLE + 1)).cells
    if fmt.odd_row == "fit":
        rows = [cells[:width] + [""] * (width - len(cells)) for cells in rows]
    return [cells for cells in rows if len(cells) == width]


def text_reader(name: str, title: str, fmt: TextFormat, sniff: Callable[[Source], Match | str]) -> Reader:
    """The reader of a text format; it never raises for what the text holds."""

    def read(source: Source, options: Options, spec: Spec | None) -> Content:
        return TextContent(source, fmt, options, spec)

    return Reader(name, title, (fmt.name,), sniff, read)
