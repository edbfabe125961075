"""Runs of equal values, followed over gaps and over the borders of blocks."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.model import Place


class Run(Struct, frozen=True):
    """Equal values in a row.

    Attributes:
        field: the column.
        value: all of them.
        n: how many.
        place: of the first.
        first: stamp of the first in hours, NaN where there is none.
        last: stamp of the last.
    """

    field: str
    value: float
    n: int
    place: Place
    first: float
    last: float

    @property
    def hours(self) -> float:
        """How long it lasts, NaN where that is not known; the last value stands for a time as well."""
        return (self.last - self.first) * self.n / max(self.n - 1, 1)


def runs_of(block: Block, column: Column, there: BoolArray, least: float) -> list[Run]:
    """The runs of a block that matter: the first, the last, and those of at least so many values between.

    Args:
        block: the rows.
        column: of them.
        there: where there is a value; at least at one row.
        least: the length of a run that matters.
    """
    rows = there.nonzero()[0]
    values = column.values[rows]
    starts = np.concatenate([[0], 1 + np.flatnonzero(values[1:] != values[:-1])])
    lengths = np.diff(np.append(starts, len(rows)))
    matters = lengths >= least
    matters[[0, -1]] = True
    runs = []
    for start, n in zip(starts[matters].tolist(), lengths[matters].tolist(), strict=True):
        first, last = int(rows[start]), int(rows[start + n - 1])
        stamps = _hour(block, first), _hour(block, last)
        runs.append(Run(column.info.name, float(values[start]), n, block.place(first, column), *stamps))
    return runs


def joined(open_: Run | None, runs: list[Run]) -> list[Run]:
    """The runs of a column with the one that was open before its block, which may go on."""
    if open_ is None:
        return runs
    if open_.value != runs[0].value:
        return [open_, *runs]
    return [replace(open_, n=open_.n + runs[0].n, last=runs[0].last), *runs[1:]]


def _hour(block: Block, row: int) -> float:
    """The stamp of a row in hours."""
    if block.time is None or np.isnat(block.time.values[row]):
        return float("nan")
    return float(block.time.values[row].astype("M8[ms]").astype(np.int64)) / 3_600_000
