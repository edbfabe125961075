"""A value sticks out between its neighbours.

## What it checks
Values of quantities without spikes of their own (temperatures, pressures, humidity, mole fractions) that
differ from the mean of both neighbours by eight times what is usual in the file, measured by the median
absolute deviation. Values that a flag calls bad are left out, and so are those beside a gap in time, which
have no neighbour there, and columns in which many stick out.

## Why it matters
A single spike is mostly a calibration, a lightning or a slip of the logger; it spoils means and extremes.

## How to mend
Look at the value beside its neighbours, and flag it as bad if nothing in the air explains it.

## Example
Bad: 14.1, 14.2, 19.8, 14.2 °C. Good: 14.1, 14.2, 14.2, 14.2 °C.

## References
Papale et al. 2006, doi 10.5194/bg-3-571-2006, section 2.2 (the same measure, for fluxes).
"""

from collections.abc import Iterable, Mapping

import numpy as np
from msgspec import Struct

from icos_ingest.content import Block, BoolArray, Column, Values
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit
from icos_ingest.rule_parts import neighbours
from icos_ingest.rule_parts.neighbours import Edge
from icos_ingest.rule_parts.quantities import behaving
from icos_ingest.schema import thresholds


class _Part(Struct, frozen=True):
    """Spikes within a block, and what its border needs.

    Attributes:
        hits: the spikes.
        head, tail: its first and last two values.
        apart: how far each value is from the mean of both neighbours.
        longest: milliseconds that neighbours may be apart.
        calm: whether so many stick out that none of them is a spike.
    """

    hits: list[Hit]
    head: list[Edge]
    tail: list[Edge]
    apart: Values
    longest: float
    calm: bool

    def reaches(self, apart: float) -> bool:
        """Whether a value that is so far from its neighbours sticks out of this block."""
        return not self.calm and neighbours.sticks_out(apart, self.apart, thresholds(RULE.name))


class ValueSpike(FoldRule):
    """Measures each value against its neighbours, block by block; at borders against both."""

    severity = Severity.INFO

    def start(self) -> dict[str, _Part]:
        """No block was seen."""
        return {}

    def look(self, block: Block, ctx: Context) -> dict[str, _Part]:
        """The spikes of each column."""
        limits = thresholds(self.name)
        found = {}
        for column, there in behaving(block, "smooth", ctx):
            if there.sum() >= limits["least"].value:
                found[column.info.name] = _spikes(block, column, there, ctx)
        return found

    def join(
        self, state: dict[str, _Part], part: Mapping[str, _Part]
    ) -> tuple[dict[str, _Part], Iterable[Hit]]:
        """Look at the two values beside the border of two blocks."""
        hits = [hit for one in part.values() for hit in one.hits]
        for name, new in part.items():
            if (old := state.get(name)) is not None:
                hits += _at_border(name, old, new)
        return {**state, **part}, hits


def _spikes(block: Block, column: Column, there: BoolArray, ctx: Context) -> _Part:
    limits, stamps = thresholds(RULE.name), neighbours.milliseconds(block)
    values = np.where(there, column.values, np.nan).astype(float)
    longest = limits["apart"].value * neighbours.usual_step(block)
    apart = np.abs(neighbours.from_neighbours(values, stamps, longest))
    rows = np.empty(0, dtype=np.int64)
    if neighbours.sticks_out(np.nanmax(apart, initial=0), apart, limits):
        rows = 1 + np.flatnonzero(apart >= neighbours.height(apart, limits))
        peaks = [neighbours.is_peak(values[row - 1 : row + 2], limits["slope"].value) for row in rows]
        rows = rows[np.array(peaks, dtype=bool)]
    calm = len(rows) > max(limits["few"].value, limits["rare"].value * there.sum())
    shown = [] if calm else rows[: ctx.keep].tolist()
    hits = [_hit(column.info.name, block.place(row, column)) for row in shown]
    return _Part(hits, *neighbours.edges(block, column, values, stamps), apart, longest, calm)


def _at_border(name: str, old: _Part, new: _Part) -> Iterable[Hit]:
    four = [*old.tail, *new.head]
    for i, part in ((1, old), (2, new)):
        values, stamps = (np.array([edge[one] for edge in four[i - 1 : i + 2]]) for one in (0, 1))
        apart = abs(neighbours.from_neighbours(values, stamps, old.longest)[0])
        if neighbours.is_peak(values, thresholds(RULE.name)["slope"].value) and part.reaches(apart):
            yield _hit(name, four[i][2])


def _hit(name: str, place: Place) -> Hit:
    return Hit(f"'{place.value}' in '{name}' sticks out between its neighbours", place, places=(place,))


RULE = ValueSpike()
