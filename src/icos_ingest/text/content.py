"""A text table: header, plan of the columns, and its parts, by the description of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from icos_ingest.content import Block, Content, Facts, Part, Reader, Span, Table
from icos_ingest.model import Match, Options, Source
from icos_ingest.text.format import TextFormat
from icos_ingest.text.lines import Lines, Run
from icos_ingest.text.plan import SAMPLE, Titles, plan_columns
from icos_ingest.text.quick import LARGE, SMALLEST, QuickEngine

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


from icos_ingest.text.plain import Engine


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
        self._quick = QuickEngine(
            fmt.cut(len(self._engine.plans)), self._engine.plans, timing.stamp if timing else None
        )
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
        for run in self._runs:
            yield _Lines(self._engine, self._quick, run, self._engine.expected(run))
        yield _End(self._engine)

    def _part_at(self, span: Span, data: bytes) -> Part:
        return _Lines(self._engine, self._quick, Run(data, span.line, span.offset), span.row)


class _Lines(Part):
    """A run of lines; `row` is the number of its first row, if each line above is one."""

    def __init__(self, engine: Engine, quick: QuickEngine, run: Run, row: int) -> None:
        self._engine = engine
        self._quick = quick
        self._run = run
        self._row = row
        # Above the second line there may be a byte-order mark.
        self._size = len(run.data) if run.first > 1 else 0
        self.heavy = self._size >= LARGE
        self.span = Span(run.offset, len(run.data), run.first, row) if self.heavy else None

    def ahead(self) -> Block | None:
        quick = self._quick.block(self._run.data, self._run.height) if self._size >= SMALLEST else None
        return None if quick is None else self._engine.ahead(self._run, quick, self._row)

    def holds(self) -> bool:
        return self._engine.passes(self._run, self._row)

    def blocks(self) -> Iterator[Block]:
        yield self._engine.block(self._run)

    def text(self, line: int) -> str | None:
        return self._run.text(line)


class _End(Part):
    """What only the end of the file can show."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def blocks(self) -> Iterator[Block]:
        yield self._engine.end()


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
