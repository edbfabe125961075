"""Lines into blocks of typed columns, by what the survey found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Block, Column
from icos_ingest.delimited.cells import Rows, Splitter
from icos_ingest.delimited.clock import Clock
from icos_ingest.delimited.lines import Run
from icos_ingest.delimited.preamble import is_comment
from icos_ingest.delimited.survey import Survey
from icos_ingest.model import Fault, Place
from icos_ingest.text.plan import Plan
from icos_ingest.text.quick import QuickEngine


class Engine:
    """Runs of lines into blocks; see `text.parts.Engine` for who asks what.

    Args:
        found: about the table.
        plans: of its columns.
    """

    def __init__(self, found: Survey, plans: Sequence[Plan]) -> None:
        self._heading = found.heading
        self._clock = Clock(found.timing, plans)
        self._plans = plans
        self._splitter = Splitter(found.fit.dialect)
        cut = found.fit.dialect.cut(found.heading.width)
        self._quick = QuickEngine(cut, plans, None) if cut else None
        self._row = 0
        self._above = found.heading.first
        """Lines that are no rows, above the next run."""
        self._below = 0
        """The number of the line below the last run."""
        self._blank: list[tuple[int, int]] = []
        """Lines without a value, and the number of their cells."""

    def expected(self, run: Run) -> int:
        self._below = run.first + run.height
        return max(run.first, self._heading.first) - self._above

    def ahead(self, run: Run, row: int) -> Block | None:
        body = run.below(self._heading.first) if self._quick else None
        quick = self._quick.block(body.data, body.height) if self._quick and body else None
        if body is None or quick is None:
            return None
        lines = range(body.first, body.first + body.height)
        columns = {name: _gaps_masked(column) for name, column in quick.columns.items()}
        time, unclear = self._clock.column(quick.cells, lines)
        return Block(row, len(lines), columns, time, [*body.faults, *unclear], 0, lines, quick.cells)

    def passes(self, run: Run, row: int) -> bool:
        if self._blank or not self._splitter.idle or row != self._row:
            return False
        self._row += run.first + run.height - max(run.first, self._heading.first)
        return True

    def blocks(self, run: Run) -> Iterator[Block]:
        for part in run.parts():
            yield self._rows_block(part)
        self._above = run.first + run.height - self._row

    def end(self) -> Iterator[Block]:
        """The last rows, which may have waited for the end; there may be none."""
        rest = self._splitter.rows(self._below, [], last=True)
        yield self._block(rest, [])
        self._blank = [(line, n) for line, n in self._blank if n > 1]
        if self._blank:
            faults: list[Fault] = []
            self._tell_blank(faults)
            yield self._block(Rows([], [], faults), [])

    def _rows_block(self, run: Run) -> Block:
        above = min(max(0, self._heading.first - run.first), len(run.lines))
        return self._block(self._splitter.rows(run.first + above, run.lines[above:], last=False), run.faults)

    def _block(self, rows: Rows, faults: Sequence[Fault]) -> Block:
        rows = self._fit(rows)
        columns = {
            plan.info.name: _gaps_masked(plan.column([cells[plan.info.cell] for cells in rows.cells]))
            for plan in self._plans
            if plan.info.format and plan.info.cell is not None
        }
        time, unclear = self._clock.column(rows.cells, rows.lines)
        n = len(rows.cells)
        told = sorted([*faults, *rows.faults, *unclear], key=lambda fault: fault.place.line or 0)
        block = Block(self._row, n, columns, time, told, 0, rows.lines, rows.cells)
        self._row += n
        return block

    def _fit(self, rows: Rows) -> Rows:
        """Rows as long as the titles: short ones are filled up, long ones cut, each with its fault."""
        width, usual = self._heading.width, self._heading.usual
        fitted = Rows([], [], rows.faults)
        for cells, line in zip(rows.cells, rows.lines, strict=True):
            n = len(cells)
            if not cells or not (cells[0].strip() or any(cell.strip() for cell in cells)):
                self._blank.append((line, n))
                continue
            self._tell_blank(rows.faults)
            if n != width:
                if is_comment(cells):
                    rows.faults.append(_comment(cells, line))
                    continue
                if n != usual or n > width:
                    rows.faults.append(_ragged(n, line, width))
                cells = cells[:width] + [""] * (width - n)
            fitted.cells.append(cells)
            fitted.lines.append(line)
        return fitted

    def _tell_blank(self, faults: list[Fault]) -> None:
        """Blank lines are a fault between rows; rows of separators alone are one at the end as well."""
        faults.extend(
            Fault(
                "blank-line", Place(line=line, value=f"{n} empty cells" if n > 1 else None), expected="a row"
            )
            for line, n in self._blank
        )
        self._blank.clear()


def _gaps_masked(column: Column) -> Column:
    """NaN with blanks around it is missing as NaN alone is."""
    if column.values.dtype.kind != "f":
        return column
    gaps = np.isnan(column.values) & ~column.refused
    return replace(column, missing=column.missing | gaps)


def _ragged(n: int, line: int, width: int) -> Fault:
    place = Place(line=line, value=f"{n} cells" if n > 1 else "1 cell")
    return Fault("cells-per-row", place, expected=f"{width} cells, as there are titles")


def _comment(cells: Sequence[str], line: int) -> Fault:
    place = Place(line=line, value=cells[0].strip()[:100])
    return Fault("header-lines", place, expected="no line that begins with # after the titles")
