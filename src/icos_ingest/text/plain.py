"""Lines into blocks: by the block engine what it vouches for, row by row what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Block, Column, ColumnInfo
from icos_ingest.model import Fault, Place
from icos_ingest.text.fit import fit_rows
from icos_ingest.text.format import Header, TextFormat, Timing
from icos_ingest.text.lines import Run
from icos_ingest.text.plan import Plan, at
from icos_ingest.text.quick import QuickBlock, QuickEngine
from icos_ingest.text.split import PlainSplitter, QuotedSplitter, Rows
from icos_ingest.text.stamp import Stamped

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


class Engine:
    """Runs of lines into blocks, by one format's description; see `text.parts.Engine` for who asks what."""

    def __init__(
        self,
        fmt: TextFormat,
        header: Header,
        timing: Timing | None,
        plans: list[Plan],
        splitter: PlainSplitter | QuotedSplitter,
        spec: Spec | None,
    ) -> None:
        self.plans = [_stamping(plan, timing) for plan in plans]
        self._fmt = fmt
        self._timing = timing
        self._splitter = splitter
        self._blocking = spec is not None
        self._header = header
        self._row = 0
        self._above = 0
        """Lines that are no rows, above the next run."""
        self._ended_at: int | None = None
        self._last: Callable[[], list[str] | None] = lambda: None
        """Gives the row before the next."""
        self._added = _added_column(timing, spec)
        self._quick = QuickEngine(fmt.cut(len(plans)), self.plans, timing.stamp if timing else None)
        self.columns: list[ColumnInfo] = [plan.info for plan in self.plans]
        if self._added:
            self.columns.append(self._added)

    def expected(self, run: Run) -> int:
        if not self._row:
            self._above = self._above or run.first
        return run.first - self._above

    def ahead(self, run: Run, row: int) -> Block | None:
        quick = self._quick.block(run.data, run.height)
        if quick is None:
            return None
        rows = Rows([], range(run.first, run.first + run.height), [])
        return self._block(rows, 0, row, quick)

    def passes(self, run: Run, row: int) -> bool:
        if self._ended_at is not None or not self._splitter.idle or row != self._row:
            return False
        self._row += run.height
        self._last = partial(self._last_of, run)
        return True

    def blocks(self, run: Run) -> Iterator[Block]:
        """The one block that a run makes; an ended table still looks at what follows it."""
        lost = 0
        if self._ended_at is not None:
            rows = Rows([], [], [*self._unread(run.faults), *self._after_end(run.first, run.lines)])
        else:
            rows = self._uncomment(self._mark(self._splitter.rows(run.first, run.lines)))
            if rows.cells:
                self._last = partial(list, rows.cells[-1])
            odd = fit_rows(rows, self._fmt, self._header, first=not self._row)
            self._ended_at = odd.ended_at
            faults = [*self._unread(run.faults), *rows.faults, *odd.faults]
            if odd.ended_at is not None:
                faults += self._after_end(odd.ended_at, run.lines[odd.ended_at - run.first :])
            rows, lost = Rows(odd.cells, odd.lines, faults), odd.lost
        block = self._block(rows, lost, self._row)
        self._row += block.n + lost
        self._above = run.first + run.height - self._row
        yield block

    def end(self) -> Iterator[Block]:
        open_quote = self._splitter.open if isinstance(self._splitter, QuotedSplitter) else None
        faults = []
        if open_quote is not None:
            place = Place(line=open_quote)
            faults.append(Fault("quote-open", place, expected="a closing quote before the end of the file"))
        yield self._block(Rows([], [], faults), 0, self._row)

    def _last_of(self, run: Run) -> list[str]:
        """The cells of the last line of a run that holds nothing odd."""
        return self._fmt.splitter().rows(0, [run.last]).cells[-1]

    def _mark(self, rows: Rows) -> Rows:
        """A repeated end-of-header line counts the row before it once more, as the portal does."""
        marker = self._fmt.marker
        if marker is None or not any(cells == [marker] for cells in rows.cells):
            return rows
        found, lines = [], []
        for cells, line in zip(rows.cells, rows.lines, strict=True):
            row: list[str] | None = cells
            if cells == [marker]:
                rows.faults.append(Fault("marker-repeated", Place(line=line, value=marker)))
                row = self._last()
            if row is not None:
                found.append(row)
                lines.append(line)
                self._last = partial(list, row)
        return Rows(found, lines, rows.faults)

    def _uncomment(self, rows: Rows) -> Rows:
        """A line that belongs into the header is no row."""
        comment = self._fmt.comment
        if comment is None or not any(cells[0].startswith(comment) for cells in rows.cells):
            return rows
        kept = [i for i, cells in enumerate(rows.cells) if not cells[0].startswith(comment)]
        for i in sorted(set(range(len(rows.cells))) - set(kept)):
            place = Place(line=rows.lines[i], value=rows.cells[i][0][:100])
            expected = f"no line that begins with {comment} after the titles"
            rows.faults.append(Fault("header-lines", place, expected=expected, blocks=True))
        return Rows([rows.cells[i] for i in kept], [rows.lines[i] for i in kept], rows.faults)

    def _unread(self, faults: Sequence[Fault]) -> list[Fault]:
        """Faults of lines; the portal never meets those that stand after the end of the table."""
        end = self._ended_at
        return [
            replace(fault, blocks=False) if end is not None and (fault.place.line or 0) > end else fault
            for fault in faults
        ]

    def _after_end(self, first: int, lines: list[str]) -> list[Fault]:
        places = (
            Place(line=first + i, value=line[:100])
            for i, line in enumerate(lines)
            if line.strip(self._fmt.separator)
        )
        expected = f"nothing but blank lines after a row that has not {len(self._header.titles)} cells"
        return [Fault("rows-after-end", place, expected=expected) for place in places]

    def _block(self, rows: Rows, lost: int, row: int, quick: QuickBlock | None = None) -> Block:
        cells = quick.cells if quick else rows.cells
        columns = dict(quick.columns) if quick else self._columns(rows.cells)
        time = self._time(cells, columns, quick.stamped if quick else None)
        if self._added and time is not None:
            columns[self._added.name] = _stored_stamp(self._added, time)
        faults = rows.faults if self._blocking else [replace(fault, blocks=False) for fault in rows.faults]
        n = len(cells)
        return Block(row, n, columns, time, faults, lost, rows.lines, cells)

    def _columns(self, rows: Sequence[Sequence[str]]) -> dict[str, Column]:
        columns = {}
        for plan in self.plans:
            if plan.info.format and plan.info.cell is not None:
                cell = plan.info.cell
                columns[plan.info.name] = plan.column([cells[cell] for cells in rows])
        return columns

    def _time(
        self, cells: Sequence[Sequence[str]], columns: Mapping[str, Column], stamped: Stamped | None
    ) -> Column | None:
        timing = self._timing
        if timing is None:
            return None
        stamped = stamped or timing.stamp.read(cells)
        refused = at(stamped.refused, len(cells))
        loose = at(stamped.loose, len(cells)) if stamped.loose else None
        gone = np.isnan(stamped.values)
        values = np.where(gone, 0, stamped.values).astype(np.int64).view("M8[ms]")
        values[gone] = np.datetime64("NaT")
        at_cell = timing.stamp.cell
        shown = next((plan.info for plan in self.plans if plan.info.cell == at_cell), None)
        info = replace(shown, format=None) if shown else ColumnInfo("time", "time", cell=at_cell)
        own = columns.get(info.name)
        if own is not None and not info.stamps and info.cell == own.info.cell:
            refused &= ~own.refused  # the column itself tells of it
        if own is not None and own.loose is not None:
            loose = None

        def blame(row: int) -> tuple[int, str]:
            return timing.stamp.blame(cells[row])

        return Column(info, values, gone & ~refused, refused, loose, blame)


def _stamping(plan: Plan, timing: Timing | None) -> Plan:
    """The plan of a column; where its cells make the stamps, it says so."""
    makes = timing is not None and timing.stamp.makes(plan.info)
    return replace(plan, info=replace(plan.info, stamps=True)) if makes else plan


def _added_column(timing: Timing | None, spec: Spec | None) -> ColumnInfo | None:
    """The column that the format adds before the file's own, where it adds one."""
    if timing is None or timing.adds is None:
        return None
    known = spec.match(timing.adds) if spec else None
    return ColumnInfo(timing.adds, timing.adds, spec=known, format="iso8601dateTime")


def _stored_stamp(info: ColumnInfo, time: Column) -> Column:
    values = time.values.view(np.int64).astype(np.float64)
    values[np.isnat(time.values)] = np.nan
    return Column(info, values, time.missing, np.zeros(len(values), dtype=bool))
