"""The block engine: a run of lines that holds nothing odd, cut by its bytes and parsed by polars.

Every row of such a run has as many cells as there are titles and no quotes; of anything else the engine says
that it cannot vouch for it, and the plain engine reads the run row by row. What polars leaves open in single
cells, the portal's own rules decide (`values.parse_bytes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import Column
from icos_ingest.text.format import TextFormat
from icos_ingest.text.lines import LONGEST, Run
from icos_ingest.text.plan import Plan
from icos_ingest.text.split import WHITESPACE
from icos_ingest.values import Cells, Sure

if TYPE_CHECKING:
    from icos_ingest.text.stamp import Stamp, Stamped

SMALLEST = 1 << 21
"""Bytes of a run from which it is worth while to load polars."""
_LF, _BLANK, _QUOTE = b'\n "'
_NUMBERS = {"int32": "Int32", "float32": "Float32", "float64": "Float64"}
"""Value formats of numbers, by the type that polars parses their cells as."""


@dataclass(frozen=True)
class QuickBlock:
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
    """Runs without oddities into columns; it keeps no state, so any thread may ask it.

    Args:
        fmt: the format of the text.
        plans: of its columns, one for each title.
        stamp: of its rows.
    """

    def __init__(self, fmt: TextFormat, plans: Sequence[Plan], stamp: Stamp | None) -> None:
        self._fmt = fmt
        self._plans = [plan for plan in plans if plan.info.format and plan.info.cell is not None]
        self._stamp = stamp
        self._width = len(plans)
        self._kinds = {
            plan.info.cell: _NUMBERS[plan.info.format]
            for plan in self._plans
            if plan.info.cell is not None and plan.info.format in _NUMBERS and plan.decimal == "."
        }

    def block(self, run: Run) -> QuickBlock | None:
        """The rows of a run, None where the engine cannot vouch for them."""
        cells = self.cells(run.data, run.height) if run.first > 1 else None
        numbers = self._numbers(cells) if cells is not None else None
        if cells is None or numbers is None:
            return None
        columns = {}
        for plan in self._plans:
            cell = plan.info.cell
            assert cell is not None, "others were left out"
            columns[plan.info.name] = plan.column(cells.column(cell), numbers.get(cell))
        return QuickBlock(cells, columns, self._stamp.read(cells) if self._stamp else None)

    def cells(self, data: bytes, height: int) -> Cells | None:
        """Where each cell lies, None where a row is not as long as the titles or holds anything odd."""
        fmt = self._fmt
        if self._width < 2 or len(fmt.separator) > 1 or fmt.separator == WHITESPACE:
            return None
        data = data if data.endswith(b"\n") else data + b"\n"
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        if b"\0" in data or b"\r" in data or not _is_utf8(data):
            return None
        raw = np.frombuffer(data, dtype=np.uint8)
        marks = np.flatnonzero((raw == ord(fmt.separator)) | (raw == _LF))
        if len(marks) % self._width:
            return None
        ends = marks.reshape(-1, self._width)
        stops = ends[:, -1]
        # If every row's last mark ends a line, and no other does, each line has as many cells as titles.
        if (raw[stops] != _LF).any() or height != len(stops):
            return None
        begins = np.concatenate(([0], stops[:-1] + 1))
        if self._is_odd(raw, begins, ends):
            return None
        cells = Cells(data, begins, ends)
        if not (fmt.quoted and b'"' in data):
            return cells
        quoted = _quoted(cells)
        if quoted is None and (unquoted := _unquoted(raw, marks)) is not None:
            return self.cells(unquoted, height)
        return quoted

    def _is_odd(self, raw: Any, begins: Any, ends: Any) -> bool:
        """Whether any line begins or ends with a blank, is too long, or is a comment."""
        first, stops = raw[begins], ends[:, -1]
        if (first <= _BLANK).any() or (raw[stops - 1] <= _BLANK).any():
            return True
        if not self._fmt.tails and (stops == ends[:, -2] + 1).any():
            return True
        if (stops - begins).max() > LONGEST:
            return True
        comment = self._fmt.comment
        return comment is not None and bool((first == ord(comment[0])).any())

    def _numbers(self, cells: Cells) -> dict[int, Sure] | None:
        """What polars makes of the columns of numbers; None where it does not see the same rows."""
        if not self._kinds:
            return {}
        import polars as pl

        names = [f"column_{cell + 1}" for cell in range(self._width)]
        schema = {name: getattr(pl, self._kinds.get(i, "String")) for i, name in enumerate(names)}
        try:
            frame = pl.read_csv(
                cells.data,
                columns=[names[cell] for cell in self._kinds],
                has_header=False,
                separator=self._fmt.separator,
                quote_char='"' if cells.quoted else None,
                schema=schema,
                ignore_errors=True,
            )
        except pl.exceptions.PolarsError:
            return None
        if frame.height != len(cells):
            return None
        return {cell: _taken(frame[names[cell]]) for cell in self._kinds}


def _quoted(cells: Cells) -> Cells | None:
    """The cells without the quotes around them, where all cells of a column are quoted, or none."""
    raw, first = np.frombuffer(cells.data, dtype=np.uint8), cells[0]
    columns = [cell for cell in range(len(first)) if first[cell].startswith('"')]
    for cell in columns:
        texts = cells.column(cell)
        around = (raw[texts.starts] == _QUOTE) & (raw[texts.ends - 1] == _QUOTE) & (texts.lengths > 1)
        if not around.all():
            return None
    found = 2 * len(columns) * len(cells)
    return replace(cells, quoted=columns) if found == cells.data.count(b'"') else None


def _unquoted(raw: Any, marks: Any) -> bytes | None:
    """The text without its quotes, None where a pair of quotes is not all around one cell."""
    quoting = raw == _QUOTE
    quotes = np.flatnonzero(quoting)
    opened, closed = quotes[::2], quotes[1::2]
    if len(opened) != len(closed):
        return None
    separator = raw[marks[0]]
    # Before the first byte stands the last, an LF.
    for beside in (raw[opened - 1], raw[closed + 1]):
        if ((beside != separator) & (beside != _LF)).any():
            return None
    first, last = (np.searchsorted(marks, places) for places in (opened, closed))
    if (first != last).any():
        return None
    unquoted: bytes = raw[~quoting].tobytes()
    return unquoted


def _taken(series: Any) -> Sure:
    """The values that polars made, and where it made any."""
    if not series.null_count():
        return series.to_numpy(), np.ones(len(series), dtype=bool)
    return series.fill_null(0).to_numpy(), series.is_not_null().to_numpy()


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
