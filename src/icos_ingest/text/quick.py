"""The block engine: a run of lines that holds nothing odd, cut by its bytes and parsed column by column.

Every row of such a run has as many cells as there are titles and no quotes; of anything else the engine says
that it cannot vouch for it, and the plain engine reads the run row by row. Columns of plain numbers are read
here; others are given to polars. What is left open in single cells, the portal's own rules decide
(`values.parse_bytes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Column
from icos_ingest.text.cut import Cut
from icos_ingest.text.plan import Plan
from icos_ingest.values import FORMATS, NUMBERS, Cells, Sure, is_plain

if TYPE_CHECKING:
    from icos_ingest.text.stamp import Stamp, Stamped

LARGE = 1 << 21
"""Bytes of a run from which it is worth while to load polars."""


class QuickBlock(Struct, frozen=True):
    """The rows of one run.

    Attributes:
        cells: their texts.
        columns: those that have a value format, parsed.
        stamped: their stamps, None where the table has no time.
    """

    cells: Cells
    columns: Mapping[str, Column]
    stamped: Stamped | None


class QuickEngine:
    """Lines without oddities into columns; it keeps no state, so any thread may ask it.

    Args:
        cut: how lines fall into cells.
        plans: of the columns.
        stamp: of the rows.
    """

    def __init__(self, cut: Cut, plans: Sequence[Plan], stamp: Stamp | None) -> None:
        self._cut = cut
        self._plans = [plan for plan in plans if plan.info.format and plan.info.cell is not None]
        self._stamp = stamp

    def block(self, data: bytes, height: int) -> QuickBlock | None:
        """The rows of some lines, None where the engine cannot vouch for them.

        Args:
            data: whole lines, ended by LF or CR LF; the last may have no end.
            height: how many lines these are.
        """
        cells = self._cut.cells(data, height)
        decimals = {plan.decimal for plan in self._plans}
        if cells is None or self._cut.separator in decimals:
            return None
        columns: dict[str, Column] = {}
        for decimal in sorted(decimals):
            plans = [plan for plan in self._plans if plan.decimal == decimal]
            some = self._columns(plans, _pointed(cells, decimal))
            if some is None:
                return None
            columns |= some
        columns = {plan.info.name: columns[plan.info.name] for plan in self._plans}
        return QuickBlock(cells, columns, self._stamp.read(cells) if self._stamp else None)

    def _columns(self, plans: Sequence[Plan], cells: Cells) -> dict[str, Column] | None:
        """Columns with points for decimal signs; None where polars is not worth it, or sees other rows."""
        kinds = {
            plan.info.cell: plan.info.format.capitalize()
            for plan in plans
            if plan.info.cell is not None
            and plan.info.format in NUMBERS
            and not is_plain(cells.column(plan.info.cell), FORMATS[plan.info.format])
        }
        if kinds and len(cells.data) < LARGE:
            return None
        numbers = self._numbers(kinds, cells)
        if numbers is None:
            return None
        columns = {}
        for plan in plans:
            cell = plan.info.cell
            assert cell is not None, "others were left out"
            columns[plan.info.name] = replace(plan, decimal=".").column(cells.column(cell), numbers.get(cell))
        return columns

    def _numbers(self, kinds: Mapping[int, str], cells: Cells) -> dict[int, Sure] | None:
        """What polars makes of the columns of numbers; None where it does not see the same rows."""
        if not kinds:
            return {}
        import polars as pl

        names = [f"column_{cell + 1}" for cell in range(self._cut.width)]
        schema = {name: getattr(pl, kinds.get(i, "String")) for i, name in enumerate(names)}
        try:
            frame = pl.read_csv(
                cells.data,
                columns=[names[cell] for cell in kinds],
                has_header=False,
                separator=self._cut.separator,
                quote_char='"' if cells.quoted else None,
                schema=schema,
                ignore_errors=True,
            )
        except pl.exceptions.PolarsError:
            return None
        if frame.height != len(cells):
            return None
        return {cell: _taken(frame[names[cell]]) for cell in kinds}


def _pointed(cells: Cells, decimal: str) -> Cells:
    """The same cells with points for decimal signs."""
    if decimal == ".":
        return cells
    return Cells(cells.data.replace(decimal.encode(), b"."), cells.begins, cells.ends, cells.quoted)


def _taken(series: Any) -> Sure:
    """The values that polars made, and where it made any."""
    if not series.null_count():
        return series.to_numpy(), np.ones(len(series), dtype=bool)
    return series.fill_null(0).to_numpy(), series.is_not_null().to_numpy()
