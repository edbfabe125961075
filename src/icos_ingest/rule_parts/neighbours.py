"""Values beside their neighbours: what was measured before or after a gap in time is no neighbour."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from icos_ingest.content import Block, Column, Values
from icos_ingest.model import Place
from icos_ingest.schema import Threshold

Edge = tuple[float, float, Place]
"""A value beside the border of a block, its stamp in milliseconds, and where it stands."""


def milliseconds(block: Block) -> Values:
    """The stamp of each row in milliseconds since 1970, NaN where a row has none."""
    return block.once("milliseconds", _milliseconds)


def usual_step(block: Block) -> float:
    """Half of the steps from row to row are at most so many milliseconds long; NaN without stamps."""
    return block.once("usual step", lambda rows: median(np.diff(milliseconds(rows))))


def _milliseconds(block: Block) -> Values:
    if block.time is None:
        return np.full(block.n, np.nan)
    stamps = block.time.values.astype("M8[ms]")
    there = block.time.valid & ~np.isnat(stamps)
    return np.where(there, stamps.astype(np.int64), np.nan)


def from_neighbours(values: Values, stamps: Values, longest: float) -> Values:
    """How far each value but the first and last is from the mean of both neighbours; NaN beside a gap.

    Args:
        values: numbers, NaN where there is none.
        stamps: in milliseconds, NaN where there is none.
        longest: milliseconds that neighbours may be apart; NaN where nobody knows.
    """
    apart: Values = values[1:-1] - (values[:-2] + values[2:]) / 2
    far = np.diff(stamps) > longest
    apart[far[:-1] | far[1:]] = np.nan
    return apart


def edges(block: Block, column: Column, values: Values, stamps: Values) -> tuple[list[Edge], list[Edge]]:
    """The first two values of a column, and the last two."""
    head, tail = (
        [(float(values[row]), float(stamps[row]), block.place(row, column)) for row in rows]
        for rows in ((0, 1), (block.n - 2, block.n - 1))
    )
    return head, tail


def is_peak(three: Values, slope: float) -> bool:
    """Whether the middle is on one side of both neighbours, which are not far from one another.

    Args:
        three: numbers, none of them missing.
        slope: the part of its height over them that they may be apart.
    """
    first, second = three[1] - three[0], three[1] - three[2]
    return bool(first * second > 0 and abs(first - second) <= slope * abs(first + second) / 2)


def sticks_out(one: float, apart: Values, limits: Mapping[str, Threshold]) -> bool:
    """Whether one is as far away as `height` asks.

    Where more than a twentieth are as far as this one divided by `tail`, the 95th percentile is: a count
    tells that faster than the percentile itself.
    """
    many = np.count_nonzero(apart > one / limits["tail"].value) > 0.05 * np.count_nonzero(apart >= 0)
    return not many and bool(one >= height(apart, limits))


def height(apart: Values, limits: Mapping[str, Threshold]) -> float:
    """How far a value must be from its neighbours to stick out.

    Args:
        apart: how far the values are; NaN beside gaps.
        limits: `height` in medians of these, `tail` in their 95th percentiles.
    """
    middle = median(apart)
    if not middle > 0:
        return np.inf
    usual, tail = limits["height"].value, limits["tail"].value
    return max(usual * middle, tail * float(np.nanpercentile(apart, 95)))


def median(values: Values) -> float:
    """The median of what is a number; NaN where nothing is."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return np.nan
    # One element in its place: numpy's own median wants two or three, which takes many times as long.
    half = len(finite) // 2
    finite.partition(half)
    upper = float(finite[half])
    return upper if len(finite) % 2 else (float(finite[:half].max()) + upper) / 2
