"""The one judge: blocks of a text table in file order, folded into the portal's verdict.

The portal stops at its first fault. What that is depends on order: lines before rows, a row's length before
its cells, missing columns and the row count with the row at which they show. Everything else is known only to
us, and told by the findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct, field

from icos_ingest.content import Block, Column, ColumnInfo, Facts
from icos_ingest.model import Fault, Place, PortalVerdict
from icos_ingest.portal.extract import COUNTED, Instant, extract_of
from icos_ingest.portal.reasons import reason_of
from icos_ingest.values import FORMATS, exact_instant

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_STAMPED_LATE = frozenset({"asciiAtcFlaskTimeSer", "asciiOtcProductCsv"})
"""Formats whose stamp is a cell among others."""
_ATC_FORMATS = frozenset({"float32", "int32", "bmpChar", "iso8601dateTime"})
_END = 1 << 62


class _Order(NamedTuple):
    """When the portal meets a fault: by line, then by what it looks at first."""

    line: int
    stage: int
    cell: int = 0


_STAGES = {"line-too-long": 0, "time-stamp": 2, "cells-per-row": 4, "titles-per-row": 4, "cell": 7}
_STRUCTURE, _COUNT, _EXTRACT = 1, 6, 8
_COLUMNS = {"asciiAtcFlaskTimeSer": 1, "asciiOtcProductCsv": 1, "asciiOtcSocatTimeSer": 3}
"""When columns are looked for; the other formats do so once a row was stamped and measured."""
_COLUMNS_LATE = 5
_WITH_ROWS = frozenset({"units-row", "missing-columns"})
"""Faults of the header that the portal meets with the first row only."""


class _State(Struct):
    rows: int = 0
    lost: int = 0
    first: tuple[_Order, Fault] | None = None
    start: Instant | None = None
    stop: Instant | None = None
    start_gone: Fault | None = None
    stop_gone: Fault | None = None
    first_line: int | None = None
    last_line: int | None = None
    own: list[Fault] = field(default_factory=list)
    counted_out: bool = False


_Stamp = tuple[Instant | None, Fault | None]
"""An instant, or the fault that there is none."""


class PortalPart(Struct, frozen=True):
    """What the portal would see of one block.

    Attributes:
        n, lost: rows, and rows that were left out.
        lines: the physical line of each row.
        first_line: of the first row, be it as long as the titles or not; None where there is none.
        faults: at which the portal would stop, the first of each kind that a mask tells.
        ends: the first and the last stamp, None where there is no time.
    """

    n: int
    lost: int
    lines: Sequence[int] | None
    first_line: int | None
    faults: tuple[Fault, ...]
    ends: tuple[_Stamp, _Stamp] | None


class PortalResult(Struct, frozen=True):
    """What the fold found.

    Attributes:
        verdict: for the report.
        first: the fault that the portal would meet first, None where it would accept.
        faults: those that only the fold can see: missing columns and the number of rows.
    """

    verdict: PortalVerdict
    first: Fault | None
    faults: tuple[Fault, ...]


class PortalFold:
    """The portal's reading of one text table.

    Args:
        facts: of the content.
        columns: of its table, those that the format adds among them.
        spec: the specification; the judge needs one.
        n_rows: rows according to the upload metadata; None where they were not given.
        must_count: whether the portal would refuse because `n_rows` was not given; else as many rows as
            there are count as given.
    """

    def __init__(
        self,
        facts: Facts,
        columns: Sequence[ColumnInfo],
        spec: Spec,
        n_rows: int | None,
        *,
        must_count: bool = False,
    ) -> None:
        self._facts = facts
        self._columns = columns
        self._read = {info.name for info in first_of_each_title(columns)}
        self._spec = spec
        self._state = _State()
        self._n_rows = n_rows
        if n_rows is None and spec.format in COUNTED:
            self._n_rows = facts.attributes.get("n_rows")
        for fault in facts.faults:
            if fault.kind not in _WITH_ROWS:
                self._meet(fault)
        if must_count and self._n_rows is None and spec.format not in COUNTED:
            self._uncounted(-1)
        self._check_formats()

    def look(self, block: Block) -> PortalPart:
        """What the portal would see of one block alone; no state is changed, so any thread may look."""
        faults = [fault for fault in block.faults if fault.blocks]
        for column in block.columns.values():
            if column.info.name in self._read:
                faults += _refused(block, column, "time-stamp" if column.info.stamps else "cell")
        if block.time is not None:
            kind = "cell" if self._spec.format in _STAMPED_LATE else "time-stamp"
            faults += _refused(block, block.time, kind)
        first = _first_line(block) if block.n or block.lost else None
        return PortalPart(block.n, block.lost, block.lines, first, tuple(faults), self._ends(block))

    def feed(self, block: Block) -> None:
        """Take one block, in file order."""
        self.join(self.look(block))

    def join(self, part: PortalPart) -> None:
        """Take what was seen of one block, in file order."""
        state = self._state
        for fault in part.faults:
            self._meet(fault)
        if state.first_line is None and part.first_line is not None:
            state.first_line = part.first_line
            self._check_first_row(state.first_line)
        if part.ends is not None:
            (start, start_gone), (state.stop, state.stop_gone) = part.ends
            if state.start is None and not state.start_gone:
                state.start, state.start_gone = start, start_gone
        self._count(part)

    def finish(self) -> PortalResult:
        """The verdict, once all blocks were fed."""
        state = self._state
        rows = state.rows + state.lost
        if rows == 0:
            place = Place(line=self._facts.rows_from or 1)
            self._own(
                Fault("no-rows", place, expected="at least one row after the titles", blocks=True), _END
            )
            if self._facts_missing():
                self._check_columns(_END)
        elif self._n_rows is not None and rows < self._n_rows:
            # It stands where the portal misses the next row; there may be another line, which is none.
            place = Place(line=(state.last_line or 0) + 1, field="rows", value=str(rows))
            self._own(Fault("fewer-rows", place, expected=f"{self._n_rows} rows", blocks=True), _END)
        for gone in (state.start_gone, state.stop_gone):
            if gone is not None:
                late = self._spec.format in _STAMPED_LATE
                self._own(gone, gone.place.line or _END, _EXTRACT if late else _STAGES["time-stamp"])
        first = state.first[1] if state.first else None
        assumed: dict[str, object] = {}
        if self._n_rows is None and self._spec.format not in COUNTED:
            assumed["nrows"] = rows
        if first is not None:
            return PortalResult(
                PortalVerdict("rejected", reason_of(first), assumed=assumed), first, tuple(state.own)
            )
        extract = extract_of(self._facts, self._columns, self._spec, (state.start, state.stop), state.rows)
        return PortalResult(PortalVerdict("accepted", None, extract, assumed), None, tuple(state.own))

    @property
    def _titles_line(self) -> int | None:
        return next((info.place.line for info in self._columns if info.place.line), None)

    def _facts_missing(self) -> bool:
        return bool(self._columns) and bool(self._missing())

    def _missing(self) -> list[str]:
        return [column.title for column in self._spec.missing(info.title for info in self._columns)]

    def _check_formats(self) -> None:
        if self._spec.format not in COUNTED:
            return
        for info in self._columns:
            if info.spec and info.spec.value_format not in _ATC_FORMATS:
                place = Place(line=info.place.line, field=info.title, value=info.spec.value_format)
                expected = "float32, int32, bmpChar or iso8601dateTime in the specification"
                self._own(Fault("value-format", place, expected=expected, blocks=True), info.place.line or 0)

    def _uncounted(self, line: int) -> None:
        place = Place(line=max(line, 1), field="rows")
        expected = "the number of rows in the metadata"
        self._own(Fault("nrows-missing", place, expected=expected, blocks=True), line, _COUNT)

    def _check_first_row(self, line: int) -> None:
        """What the portal looks at when the first row arrives, however long that row is."""
        for fault in self._facts.faults:
            if fault.kind in _WITH_ROWS:
                self._meet(fault, line)
        self._check_columns(line)
        if self._n_rows is None and self._spec.format in COUNTED:
            self._uncounted(line)

    def _check_columns(self, line: int) -> None:
        titles = [info.title for info in self._columns]
        for title in self._missing():
            place = Place(line=self._titles_line, field=title)
            detail = "\n".join(titles)
            fault = Fault("missing-columns", place, expected=f"a column {title}", detail=detail, blocks=True)
            self._own(fault, line, _COLUMNS.get(self._spec.format, _COLUMNS_LATE))

    def _count(self, part: PortalPart) -> None:
        state, stated, lines = self._state, self._n_rows, part.lines or ()
        before = state.rows + state.lost
        state.last_line = lines[part.n - 1] if lines else state.last_line
        state.rows += part.n
        state.lost += part.lost
        if stated is None or state.counted_out or before + part.n <= max(stated, 0):
            return
        state.counted_out = True
        line = lines[min(max(stated - before, 0), part.n - 1)] if lines else None
        place = Place(line=line or part.first_line or 0, field="rows", value=None)
        self._own(Fault("more-rows", place, expected=f"{stated} rows", blocks=True), line or _END, _COUNT)

    def _ends(self, block: Block) -> tuple[_Stamp, _Stamp] | None:
        """The first and the last stamp, as they stand in the file; both must be there."""
        time = block.time
        if not block.n or time is None:
            return None
        bounds = self._facts.time.bounds if self._facts.time else None
        last = block.columns.get(bounds[1], time) if bounds else time
        return _stamp(block, 0, time), _stamp(block, block.n - 1, last)

    def _meet(self, fault: Fault, line: int | None = None) -> None:
        if not fault.blocks:
            return
        line = line or fault.met or fault.place.line
        line = _END if line is None else line
        order = _Order(line, _STAGES.get(fault.kind, _STRUCTURE), fault.place.column or 0)
        if self._state.first is None or order < self._state.first[0]:
            self._state.first = (order, fault)

    def _own(self, fault: Fault, line: int, stage: int = _STRUCTURE) -> None:
        self._state.own.append(fault)
        order = _Order(line, stage)
        if self._state.first is None or order < self._state.first[0]:
            self._state.first = (order, fault)


def first_of_each_title(columns: Sequence[ColumnInfo]) -> list[ColumnInfo]:
    """The columns whose values the portal takes: matched, and the first of their title."""
    found: dict[str, ColumnInfo] = {}
    for info in sorted(columns, key=lambda info: -1 if info.cell is None else info.cell):
        if info.spec is not None:
            found.setdefault(info.title, info)
    return list(found.values())


def _refused(block: Block, column: Column, kind: str) -> Iterator[Fault]:
    """The first cell of a column that the portal refuses."""
    rows = column.refused.nonzero()[0]
    if len(rows):
        place = block.place(int(rows[0]), column)
        expected = FORMATS[column.info.format].expected if column.info.format else None
        yield Fault(kind, place, expected=expected, blocks=True)


def _stamp(block: Block, row: int, column: Column) -> _Stamp:
    instant = _instant(block, row, column)
    if not column.missing[row]:
        return instant, None
    expected = "an instant in the first and last row"
    return instant, Fault("time-stamp", block.place(row, column), expected=expected, blocks=True)


def _first_line(block: Block) -> int:
    """Where the first row stands, be it as long as the titles or not."""
    lines = [fault.place.line for fault in block.faults if fault.kind == "cells-per-row"]
    lines += [block.line(0)] if block.n else []
    return min((line for line in lines if line is not None), default=0)


def _instant(block: Block, row: int, column: Column) -> Instant | None:
    """A stamp, to the nanosecond where the cell is an instant; None where it is missing."""
    if not column.valid[row]:
        return None
    text = block.text(row, column.info.cell) if column.info.cell is not None else None
    if text is not None and (exact := exact_instant(text)) is not None:
        return exact
    stamp = column.values[row]
    if isinstance(stamp, np.datetime64):
        stamp = stamp.astype("M8[ms]").astype(np.int64)
    seconds, milliseconds = divmod(int(stamp), 1000)
    return seconds, milliseconds * 1_000_000
