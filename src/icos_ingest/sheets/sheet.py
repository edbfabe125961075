"""One sheet as a table: where its titles stand, what its columns hold, and its rows in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Block, Column, Fact
from icos_ingest.model import Fault, Options, Place
from icos_ingest.sheets.kinds import Kind, Told, column_faults, odd_cell, usual_kind
from icos_ingest.sheets.layout import Layout, layout_faults
from icos_ingest.sheets.rows import ABOVE, Row, address, clock_times, instant, text_of, titles_row, units_row
from icos_ingest.text.headers import bracketed_units
from icos_ingest.text.plan import LOOKALIKES, SAMPLE, Plan, Titles, plan_columns

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_CELLS = 200_000
"""Cells of a block."""
_KEPT = frozenset({"number-as-text"})
"""Faults of cells whose value is read all the same."""


class Sheet:
    """One sheet: where its titles stand, what its columns hold, and its rows."""

    def __init__(
        self, name: str, rows: Callable[[], Iterator[Row]], options: Options, spec: Spec | None
    ) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.kinds: list[Kind | None] = []
        self.notes: list[str] = []
        self.above: dict[str, Fact] = {}
        self.plans: list[Plan] = []
        self.dates: set[int] = set()
        self.stamp: int | None = None
        self.clock: int | None = None
        self._rows = rows
        filled = list(islice(rows(), ABOVE + SAMPLE))
        if not filled:
            return
        head = titles_row(filled)
        self._above(filled[:head])
        body = filled[head + 1 :]
        self.width = max(len(row.texts) for row in filled[head:])
        units = bracketed_units(filled[head].texts)
        if given := units_row(body, LOOKALIKES):
            units |= given
            self.notes.append(f"Row {body[0].number} of the sheet {self.name} is taken for the units.")
            body = body[1:]
        self._start = body[0].number if body else filled[head].number + 1
        self._plan(filled[head], body, units, options, spec)

    def lay_out(self, layout: Layout, *, hidden: bool) -> None:
        """Take in what stands beside the values: what is merged, hidden, or never worked out."""
        if self.plans:
            names = [plan.info.name for plan in self.plans]
            self.faults += layout_faults(layout, self.name, self._start, names)
        if hidden:
            self.faults.append(Fault("hidden-part", Place(group=self.name), detail="the sheet itself"))

    @property
    def stamp_name(self) -> str:
        """Name of the column that stamps the rows."""
        assert self.stamp is not None, "it is asked for only where there is one"
        return self.plans[self.stamp].info.name

    def _above(self, rows: Sequence[Row]) -> None:
        for row in rows:
            cells = [(i, text) for i, text in enumerate(row.texts) if text]
            pair = len(cells) == 2
            for i, text in cells[1:] if pair else cells:
                name = cells[0][1].rstrip(": ") if pair else f"{self.name} row {row.number} cell {i + 1}"
                place = Place(line=row.number, column=i + 1, field=name, group=self.name, value=text[:100])
                self.above[name] = Fact(text, place)

    def _plan(
        self, head: Row, body: Sequence[Row], units: Mapping[int, str], options: Options, spec: Spec | None
    ) -> None:
        titles = _padded(head.texts, self.width)
        told = [_told(i, body) for i in range(self.width)]
        self.kinds = [usual_kind([value for _, value in cells]) for cells in told]
        sample = [_padded(self._usual_texts(row), self.width) for row in body[:SAMPLE]]
        plans = plan_columns(Titles(titles, head.number, units, {}), sample, {}, spec, options)
        for i, plan in enumerate(plans):
            info = replace(plan.info, place=replace(plan.info.place, group=self.name))
            if self.kinds[i] == "date":
                self.dates.add(i)
                self.stamp = i if self.stamp is None else self.stamp
                info = replace(info, format=None)
            elif self.clock is None and told[i] and all(isinstance(value, time) for _, value in told[i]):
                self.clock = i
            self.plans.append(replace(plan, info=info))
        for i, plan in enumerate(self.plans):
            column = Told(plan.info.name, i + 1, self.name, told[i])
            self.faults += column_faults(column, self.kinds[i], self.clock is not None)
        days = [
            row.values[self.stamp] for row in body if self.stamp is not None and len(row.values) > self.stamp
        ]
        if any(isinstance(day, datetime) and day.time() != time() for day in days):
            self.clock = None  # the dates have a time of day of their own

    def blocks(self) -> Iterator[Block]:
        """The rows under the titles, without blank ones."""
        rows = (row for row in self._rows() if row.number >= self._start)
        first = 0
        while run := list(islice(rows, max(1, _CELLS // self.width))):
            yield self._block(first, run)
            first += len(run)

    def _block(self, first: int, rows: list[Row]) -> Block:
        texts = [_padded(row.texts, self.width) for row in rows]
        faults: list[Fault] = []
        lost: list[list[int]] = [[] for _ in range(self.width)]
        for n, row in enumerate(rows):
            for i, fault in self._faults(row):
                faults.append(fault)
                if i < self.width and fault.kind not in _KEPT:
                    lost[i].append(n)
        columns: dict[str, Column] = {}
        for i, plan in enumerate(self.plans):
            if i in self.dates:
                column = _dates(plan, [row.values[i] if i < len(row.values) else None for row in rows])
            elif plan.info.format:
                column = plan.column([row[i] for row in texts])
            else:
                continue
            if lost[i]:
                # The fault tells of it; the cell itself is as good as empty.
                column.missing[lost[i]], column.refused[lost[i]] = True, False
            columns[plan.info.name] = column
        stamps = columns[self.stamp_name] if self.stamp is not None else None
        if stamps is not None and self.clock is not None:
            stamps = replace(stamps, values=stamps.values + clock_times(self.clock, rows))
        numbers = [row.number for row in rows]
        return Block(first, len(rows), columns, stamps, faults, lines=numbers, cells=texts)

    def _usual_texts(self, row: Row) -> list[str]:
        """The texts that show of what kind a column is."""
        odd = {i for i, kind, _ in self._odd(row) if kind not in _KEPT}.union(row.errors)
        return ["" if i in odd else text for i, text in enumerate(row.texts)]

    def _odd(self, row: Row) -> Iterator[tuple[int, str, str]]:
        """Cells that are not like the others of their columns: which, the kind of fault, and why."""
        for i, (usual, value) in enumerate(zip(self.kinds, row.values, strict=False)):
            if usual not in (None, "text", "time") and row.texts[i] not in LOOKALIKES and i not in row.errors:
                found = odd_cell(usual, value)
                if found is not None:
                    yield i, *found

    def _faults(self, row: Row) -> Iterator[tuple[int, Fault]]:
        """The faults of a row, each with the index of its cell."""
        odd = [(i, kind, "a value like the others of its column", why) for i, kind, why in self._odd(row)]
        errors = [(i, "excel-error", "a value, or nothing", address(i + 1, row.number)) for i in row.errors]
        for i, kind, expected, why in errors + odd:
            name = self.plans[i].info.name if i < self.width else None
            place = Place(line=row.number, column=i + 1, group=self.name, field=name, value=row.texts[i])
            yield i, Fault(kind, place, expected, why)
        if any(row.texts[self.width :]):
            value = " ".join(row.texts[self.width :])[:100]
            place = Place(line=row.number, column=self.width + 1, group=self.name, value=value)
            yield self.width, Fault("long-row-cut", place, f"{self.width} cells")


def _told(cell: int, body: Sequence[Row]) -> list[tuple[int, Any]]:
    """The cells of a column that hold a value, each with its row."""
    rows = (row for row in body if cell < len(row.values) and cell not in row.errors)
    told = ((row.number, row.values[cell]) for row in rows if row.texts[cell] not in LOOKALIKES)
    return [(number, value) for number, value in told if not str(value).startswith("#")]


def _dates(plan: Plan, values: Sequence[Any]) -> Column:
    """Dates as milliseconds in UTC; text that is no date is refused."""
    missing = np.array([value is None or text_of(value) in LOOKALIKES for value in values], dtype=bool)
    found = [instant(value) for value in values]
    stamps = np.array([np.datetime64("NaT") if f is None else f for f in found], dtype="M8[ms]")
    return Column(plan.info, stamps, missing, np.isnat(stamps) & ~missing)


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [*texts[:width], *[""] * (width - len(texts))]
