"""The stamps of rows in UTC."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import BoolArray, Column, ColumnInfo
from icos_ingest.delimited.reading import Instants, Row
from icos_ingest.delimited.stamps import Stamps
from icos_ingest.delimited.timing import Timing
from icos_ingest.delimited.zone import Zone
from icos_ingest.model import Fault, Place
from icos_ingest.text.plan import Plan
from icos_ingest.values import Cells

Rows = Sequence[Sequence[str]]


class Clock:
    """Reads stamps, and knows how far their clock is from UTC.

    Args:
        timing: of the table.
        plans: of its columns.
    """

    def __init__(self, timing: Timing, plans: Sequence[Plan]) -> None:
        self._stamps = timing.stamps
        self._zone = timing.zone
        self._infos = {plan.info.cell: plan.info for plan in plans}

    def column(self, rows: Rows, lines: Sequence[int]) -> tuple[Column | None, list[Fault]]:
        """The stamps in UTC, and those that the file's clock shows twice or never.

        Args:
            rows: as long as the titles.
            lines: the physical line of each.
        """
        stamps = self._stamps
        if stamps is None:
            return None, []
        info = replace(self._infos[stamps.cell], format=None)
        found = _instants(stamps, rows)
        values, clear = _to_utc(self._zone, found)
        values[~clear] = np.datetime64("NaT")
        missing = found.sure & ~clear
        faults = [self._unclear(stamps, rows[i], lines[i], info) for i in np.flatnonzero(missing).tolist()]
        return Column(info, values, missing, ~found.sure), faults

    def _unclear(self, stamps: Stamps, cells: Sequence[str], line: int, info: ColumnInfo) -> Fault:
        value = " ".join(cells[cell].strip() for cell in stamps.cells)
        place = Place(line=line, column=stamps.cell + 1, field=info.name, value=value[:100])
        expected = f"a time that clocks of {self._zone.name} show once, or stamps in UTC"
        return Fault("ambiguous-time", place, expected=expected)


def _instants(stamps: Stamps, rows: Rows) -> Instants:
    """The instants of rows: of those in bytes all that look alike at once, of all others one by one."""
    if isinstance(rows, Cells):
        found = stamps.read.alike(rows)
        left = np.flatnonzero(~found.sure)
        texts = [list(rows.column(cell).take(left)) for cell in stamps.cells]
        odd: Sequence[Row] = [dict(zip(stamps.cells, row, strict=True)) for row in zip(*texts, strict=True)]
    else:
        empty = np.zeros(len(rows), dtype=bool)
        found = Instants(np.zeros(len(rows), dtype=np.int64), empty, empty.copy())
        left, odd = np.arange(len(rows)), rows
    for i, row in zip(left.tolist(), odd, strict=True):
        instant = stamps.read(row)
        if instant is not None:
            found.values[i], found.sure[i], found.zoned[i] = instant.milliseconds, True, instant.zoned
    return found


def _to_utc(zone: Zone, found: Instants) -> tuple[np.ndarray[tuple[int], np.dtype[np.datetime64]], BoolArray]:
    """The instants in UTC, and which of them are clear."""
    values, clear = found.values.copy(), found.sure.copy()
    local = found.sure & ~found.zoned
    if zone.region is None:
        values[local] -= zone.ahead
        return values.view("M8[ms]"), clear
    for i in np.flatnonzero(local).tolist():
        utc = zone.to_utc(int(values[i]))
        clear[i] = utc is not None
        values[i] = utc or 0
    return values.view("M8[ms]"), clear
