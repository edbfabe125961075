"""Lines into blocks of typed columns, by what the survey found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, ColumnInfo
from icos_ingest.delimited.cells import Rows, Splitter
from icos_ingest.delimited.lines import Run
from icos_ingest.delimited.preamble import is_comment
from icos_ingest.delimited.survey import Survey
from icos_ingest.model import Fault, Place
from icos_ingest.text.plan import Plan

_NAT = np.datetime64("NaT", "ms")


class Engine:
    """Runs of lines into blocks.

    Args:
        found: about the table.
        plans: of its columns.
    """

    def __init__(self, found: Survey, plans: Sequence[Plan]) -> None:
        self._heading = found.heading
        self._timing = found.timing
        self._plans = plans
        self._splitter = Splitter(found.fit.dialect)
        self._row = 0
        self._blank: list[tuple[int, int]] = []
        """Lines without a value, and the number of their cells."""

    def blocks(self, runs: Iterable[Run]) -> Iterator[Block]:
        """The blocks of a table, about one for each run; the last may have no rows."""
        number = 0
        for run in runs:
            number = run.first + len(run.lines)
            above = min(max(0, self._heading.first - run.first), len(run.lines))
            rows = self._splitter.rows(run.first + above, run.lines[above:], last=False)
            yield self._block(rows, run.faults)
        rest = self._splitter.rows(number, [], last=True)
        yield self._block(rest, [])
        self._blank = [(line, n) for line, n in self._blank if n > 1]
        if self._blank:
            faults: list[Fault] = []
            self._tell_blank(faults)
            yield self._block(Rows([], [], faults), [])

    def _block(self, rows: Rows, faults: Sequence[Fault]) -> Block:
        rows = self._fit(rows)
        columns = {
            plan.info.name: _gaps_masked(plan.column([cells[plan.info.cell] for cells in rows.cells]))
            for plan in self._plans
            if plan.info.format and plan.info.cell is not None
        }
        time, unclear = self._time(rows)
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

    def _time(self, rows: Rows) -> tuple[Column | None, list[Fault]]:
        """The stamps in UTC, and those that the file's clock shows twice or never."""
        stamps = self._timing.stamps
        if stamps is None:
            return None, []
        n = len(rows.cells)
        values = np.full(n, _NAT, dtype="M8[ms]")
        refused: BoolArray = np.zeros(n, dtype=bool)
        missing: BoolArray = np.zeros(n, dtype=bool)
        info = self._stamp_info(stamps.cell)
        faults = []
        for i, cells in enumerate(rows.cells):
            instant = stamps.read(cells)
            if instant is None:
                refused[i] = True
                continue
            utc = instant.milliseconds if instant.zoned else self._timing.zone.to_utc(instant.milliseconds)
            if utc is None:
                missing[i] = True
                faults.append(self._unclear(cells, rows.lines[i], info))
            else:
                values[i] = utc
        return Column(info, values, missing, refused), faults

    def _stamp_info(self, cell: int) -> ColumnInfo:
        return next(replace(plan.info, format=None) for plan in self._plans if plan.info.cell == cell)

    def _unclear(self, cells: Sequence[str], line: int, info: ColumnInfo) -> Fault:
        assert self._timing.stamps is not None, "only stamps can be unclear"
        value = " ".join(cells[cell].strip() for cell in self._timing.stamps.cells)
        place = Place(line=line, column=self._timing.stamps.cell + 1, field=info.name, value=value[:100])
        expected = f"a time that clocks of {self._timing.zone.name} show once, or stamps in UTC"
        return Fault("ambiguous-time", place, expected=expected)


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
