"""Two columns that belong together: how well and by which line one follows the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, Column, Values
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, FoldRule, Hit
from icos_ingest.rule_parts.limits import is_tower
from icos_ingest.rule_parts.shifts import explained
from icos_ingest.schema import base_name


class Fit(Struct, frozen=True):
    """Sums over the rows in which both columns hold a value.

    Attributes:
        names: of the two columns, x and y.
        first: the first such row, in the column of y.
        sums: n, and the sums of x, y, xx, yy, xy.
    """

    names: tuple[str, str]
    first: Place
    sums: Values

    @property
    def n(self) -> float:
        """The number of rows."""
        return float(self.sums[0])

    @property
    def means(self) -> tuple[float, float]:
        """The means of x and y."""
        return float(self.sums[1] / self.n), float(self.sums[2] / self.n)

    @property
    def spreads(self) -> tuple[float, float]:
        """The standard deviations of x and y."""
        (x, y), n = self.means, self.n
        return float(np.sqrt(max(self.sums[3] / n - x * x, 0))), float(
            np.sqrt(max(self.sums[4] / n - y * y, 0))
        )

    @property
    def r2(self) -> float:
        """The part of the variance that both share, 0 where they do not go up and down together."""
        (x, y), (sx, sy) = self.means, self.spreads
        together = float(self.sums[5] / self.n - x * y)
        return (together / (sx * sy)) ** 2 if sx > 0 and sy > 0 and together > 0 else 0.0


class PairRule(FoldRule):
    """A fold over the sums of two columns of a table of tower data, the first of each name.

    Attributes:
        x, y: FLUXNET or AmeriFlux variables, without qualifiers.
    """

    x: str
    y: str

    def keep(self, x: Values, y: Values) -> Values:
        """True for pairs that are to be compared."""
        raise NotImplementedError

    def judge(self, fit: Fit) -> Hit | None:
        """What is wrong between the two columns of a whole table."""
        raise NotImplementedError

    @final
    def look(self, block: Block, ctx: Context) -> Fit | None:
        """The sums of a block."""
        x, y = (_first(block, name, ctx) for name in (self.x, self.y))
        if x is None or y is None:
            return None
        a, b = numbers(x, ctx), numbers(y, ctx)
        rows = np.flatnonzero(np.isfinite(a) & np.isfinite(b) & self.keep(a, b))
        if not len(rows):
            return None
        a, b = a[rows], b[rows]
        sums = np.array([len(rows), a.sum(), b.sum(), (a * a).sum(), (b * b).sum(), (a * b).sum()])
        return Fit((x.info.name, y.info.name), block.place(int(rows[0]), y), sums)

    @final
    def join(self, state: Fit | None, part: Fit | None) -> tuple[Fit | None, Iterable[Hit]]:
        """Add up."""
        if state is None or part is None:
            return state or part, ()
        return replace(state, sums=state.sums + part.sums), ()

    @final
    def finish(self, state: Fit | None, ctx: Context) -> Iterable[Hit]:
        """One hit for the pair."""
        del ctx
        hit = self.judge(state) if state is not None else None
        return (hit,) if hit else ()


def columns_of(block: Block, ctx: Context, wanted: Callable[[str], bool]) -> list[Column]:
    """Columns of numbers of a table of tower data whose title, without qualifiers, is wanted."""
    if not is_tower(ctx):
        return []
    return [
        column
        for column in block.columns.values()
        if column.values.dtype.kind == "f" and wanted(base_name(column.info.title))
    ]


def _first(block: Block, name: str, ctx: Context) -> Column | None:
    return next(iter(columns_of(block, ctx, lambda base: base == name)), None)


def numbers(column: Column, ctx: Context) -> Values:
    """The values, NaN where there is none, or one in another unit."""
    told = explained(column, ctx)
    there = column.valid if told is None else column.valid & ~told
    found: Values = np.where(there, column.values, np.nan).astype(float)
    return found
