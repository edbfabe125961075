"""For rules about the spacing of the rows: how often each step of time occurs, and where the odd ones are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, final

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, BoolArray, Values, show_value
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.steps import stamped_rows

HOUR = 3_600_000
DAY = 24 * HOUR
_MOST = 100_000
"""Odd steps, or lengths of steps, beyond which a table has no spacing at all."""
_FEW = 10
_UNITS = {"month": "M8[M]", "year": "M8[Y]"}
_OFFSET = re.compile(r"(?:UTC)?([+-]\d+(?:\.\d+)?)(?::(\d\d))?")
Whole = npt.NDArray[np.int64]


class Odd(Struct, frozen=True):
    """Steps that are not the common one, in the order of the rows.

    Attributes:
        rows: number in the table of the row that the step leads to.
        lines: its physical line, -1 in memory.
        steps: in milliseconds; in months or years where the rows stand for such.
        before: the stamp that the step leaves, datetime64[ms] in UTC.
        after: the stamp that it leads to.
        unstamped: rows between the two that have no stamp.
    """

    rows: Whole
    lines: Whole
    steps: Whole
    before: Values
    after: Values
    unstamped: Whole

    def where(self, mask: BoolArray | Whole) -> Odd:
        """Those under a mask, or by their positions."""
        return Odd(*(part[mask] for part in self.parts))

    def then(self, *others: Odd) -> Odd:
        """These and those that follow."""
        both = zip(*(one.parts for one in (self, *others)), strict=True)
        return Odd(*(np.concatenate(parts) for parts in both))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def parts(self) -> tuple[Any, ...]:
        """All arrays."""
        return self.rows, self.lines, self.steps, self.before, self.after, self.unstamped


class Spacing(Struct, frozen=True):
    """What some rows have to say.

    Attributes:
        name: of the column of stamps.
        cell: its number in a row, from 1; None in memory.
        rows: that have a stamp.
        first: number and line of the first of them.
        start: its stamp.
        last: the last stamp.
        end: number of its row.
        unit: in which steps are counted, as a type of numpy.
        counts: how often each step occurs.
        odd: the steps to be told, None where nearly all differ.
    """

    name: str
    cell: int | None
    rows: int
    first: tuple[int, int]
    start: np.datetime64
    last: np.datetime64
    end: int
    unit: str
    counts: Mapping[int, int]
    odd: Odd | None

    @property
    def common(self) -> int:
        """The step that occurs most often."""
        return max(self.counts, key=lambda step: self.counts[step])

    @property
    def share(self) -> float:
        """Which part of the steps is the common one."""
        return self.counts[self.common] / sum(self.counts.values())

    def hit(self, message: str, odd: Odd, ctx: Context, **rest: Any) -> Hit:
        """One hit for all rows that these steps lead to."""
        places = tuple(self._place(odd, i) for i in range(len(odd.rows[: ctx.keep])))
        return Hit(message, places[0], count=len(odd), places=places, **rest)

    def _place(self, odd: Odd, i: int) -> Place:
        line = int(odd.lines[i])
        at = Place(field=self.name, index=(int(odd.rows[i]),), value=show_value(odd.after[i]))
        return replace(at, line=line, column=self.cell) if line >= 0 else at


class SpacingRule(FoldRule):
    """A fold over the steps from stamp to stamp; rows without a stamp are left out."""

    needs = Need.TABLE | Need.TIME

    def told(self, spacing: Spacing, odd: Odd, ctx: Context) -> Iterable[Hit]:
        """Hits for a table of at least three stamps whose steps have been gathered."""
        raise NotImplementedError

    @final
    def look(self, block: Block, ctx: Context) -> Spacing | None:
        """The steps within a block, once for all rules that ask for them."""
        return block.once("spacing", partial(self._spacing, ctx=ctx))

    @staticmethod
    def _spacing(block: Block, ctx: Context) -> Spacing | None:
        rows = stamped_rows(block)
        if block.time is None or not len(rows):
            return None
        stamps = block.time.values[rows]
        unit = _UNITS.get((ctx.facts.time.span if ctx.facts.time else None) or "", "M8[ms]")
        steps = _steps(stamps, unit)
        lengths, counts = np.unique(steps, return_counts=True)
        cell = block.time.info.cell
        first = int(rows[0])
        return Spacing(
            block.time.info.name,
            None if cell is None else cell + 1,
            len(rows),
            (block.first_row + first, block.line(first) or -1),
            stamps[0],
            stamps[-1],
            block.first_row + int(rows[-1]),
            unit,
            dict(zip(lengths.tolist(), counts.tolist(), strict=True)),
            _odd(block, rows, steps, lengths[counts.argmax()] if len(steps) else 0),
        )

    @final
    def join(self, state: Spacing | None, part: Spacing | None) -> tuple[Spacing | None, Iterable[Hit]]:
        """The steps of the rows before, the step to these rows, and theirs."""
        if state is None or part is None:
            return part or state, ()
        pair = np.array([state.last, part.start])
        step = _steps(pair, state.unit)
        counts = Counter(state.counts) + Counter(part.counts) + Counter(step.tolist())
        odd = None
        if state.odd is not None and part.odd is not None:
            row, line = part.first
            number, where, between = (np.array([one]) for one in (row, line, row - state.end - 1))
            seam = Odd(number, where, step, pair[:1], pair[1:], between)
            odd = state.odd.then(seam, part.odd)
        if odd is None or max(len(odd), len(counts)) > _MOST:
            odd, counts = None, Counter()
        both = replace(
            state, rows=state.rows + part.rows, last=part.last, end=part.end, counts=counts, odd=odd
        )
        return both, ()

    @final
    def finish(self, state: Spacing | None, ctx: Context) -> Iterable[Hit]:
        """Nothing where time does not go on, or where there is no spacing."""
        if state is None or state.odd is None or state.rows < 3 or state.common <= 0:
            return ()
        return self.told(state, state.odd.where(state.odd.steps != state.common), ctx)


def duration(milliseconds: float) -> str:
    """A length of time in words: 3 days, 90 minutes."""
    for unit, length in (("day", DAY), ("hour", HOUR), ("minute", 60_000)):
        if milliseconds >= 2 * length or milliseconds == length:
            count = f"{milliseconds / length:.4g}"
            return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
    return f"{milliseconds / 1000:.4g} seconds"


def clock_offset(zone: str) -> np.timedelta64 | None:
    """How far a clock of fixed offset is ahead of UTC; None for one that is put forward and back."""
    if zone == "UTC":
        return np.timedelta64(0, "ms")
    if not (match := _OFFSET.fullmatch(zone)):
        return None
    minutes = float(match[1]) * 60 + (-1 if match[1][0] == "-" else 1) * int(match[2] or 0)
    return np.timedelta64(round(minutes * 60_000), "ms")


def _steps(stamps: Values, unit: str) -> Whole:
    whole: Whole = stamps.astype(unit).astype(np.int64)
    return whole[1:] - whole[:-1]


def _odd(block: Block, rows: Whole, steps: Whole, common: int) -> Odd | None:
    """Steps unlike the common one; all of them where few rows do not show which that is."""
    assert block.time is not None, "it was looked at"
    unlike = steps != common
    if len(steps) < _FEW or 2 * int(unlike.sum()) > len(steps):
        unlike[:] = True
    if int(unlike.sum()) > _MOST:
        return None
    after = rows[1:][unlike]
    lines = block.line_numbers(after)
    stamps = block.time.values
    before = rows[:-1][unlike]
    return Odd(
        block.first_row + after, lines, steps[unlike], stamps[before], stamps[after], after - before - 1
    )
