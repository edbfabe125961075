"""A quantity stands still for long.

## What it checks
Whether a quantity that wind, sun or turbulence move (temperature, pressure, humidity, wind, gases, fluxes)
has the same value for half a day and for two dozen values in a row. Zeros and hundreds are left out (calm,
saturated air), and so are values that a flag calls bad.

## Why it matters
A sensor that is frozen, disconnected or full repeats its last value; the numbers look plausible one by one.

## How to mend
Look at the instrument's log for that time; delete the values or flag them as bad.

## Example
Bad: 24 hours of 11.2 °C. Good: values that change with the hour.

## References
QuinCe, constant value check (120 minutes); checkETC of station teams.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, Values
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit
from icos_ingest.rule_parts.quantities import behaving
from icos_ingest.schema import thresholds


@dataclass(frozen=True)
class _Run:
    """Equal values in a row; `first` and `last` are its stamps in hours, NaN where there are none."""

    field: str
    value: float
    n: int
    place: Place
    first: float
    last: float


class ConstantValue(FoldRule):
    """Follows runs of equal values, over gaps and over the borders of blocks."""

    severity = Severity.WARNING

    def start(self) -> dict[str, _Run]:
        """No run has begun."""
        return {}

    def look(self, block: Block, ctx: Context) -> list[list[_Run]]:
        """For each column the runs that matter: the first, the last, and long ones between."""
        return [
            _runs(block, column, there.nonzero()[0])
            for column, there in behaving(block, "moving", ctx)
            if there.any()
        ]

    def join(self, state: dict[str, _Run], part: list[list[_Run]]) -> tuple[dict[str, _Run], Iterable[Hit]]:
        """Lengthen the run that goes on; runs that have ended are told."""
        hits = []
        for runs in part:
            open_ = state.get(runs[0].field)
            if open_ is not None and open_.value == runs[0].value:
                runs = [replace(open_, n=open_.n + runs[0].n, last=runs[0].last), *runs[1:]]
            elif open_ is not None:
                runs = [open_, *runs]
            state[runs[-1].field] = runs[-1]
            hits += [hit for run in runs[:-1] if (hit := _told(run))]
        return state, hits

    def finish(self, state: dict[str, _Run], ctx: Context) -> Iterable[Hit]:
        """Tell the runs that last to the end."""
        del ctx
        return [hit for run in state.values() if (hit := _told(run))]


def _runs(block: Block, column: Column, rows: Values) -> list[_Run]:
    values = column.values[rows]
    starts = np.concatenate([[0], 1 + np.flatnonzero(values[1:] != values[:-1])])
    lengths = np.diff(np.append(starts, len(rows)))
    matters: BoolArray = lengths >= thresholds(RULE.name)["least"].value
    matters[[0, -1]] = True
    runs = []
    for start, n in zip(starts[matters].tolist(), lengths[matters].tolist(), strict=True):
        first, last = int(rows[start]), int(rows[start + n - 1])
        place = block.place(first, column)
        value = float(values[start])
        runs.append(_Run(column.info.name, value, n, place, _hour(block, first), _hour(block, last)))
    return runs


def _hour(block: Block, row: int) -> float:
    """The stamp of a row in hours."""
    if block.time is None or np.isnat(block.time.values[row]):
        return float("nan")
    return float(block.time.values[row].astype("M8[ms]").astype(np.int64)) / 3_600_000


def _told(run: _Run) -> Hit | None:
    limits = thresholds(RULE.name)
    # One more step, since the last value stands for a time as well.
    hours = (run.last - run.first) * run.n / max(run.n - 1, 1)
    if run.n < limits["least"].value or hours < limits["hours"].value * 0.999 or run.value in (0.0, 100.0):
        return None
    span = f" ({hours:.3g} hours)" if np.isfinite(hours) else ""
    message = f"'{run.place.value}' in '{run.field}' stands still for {run.n:,} values{span}"
    return Hit(message, run.place, "values that change", places=(run.place,))


RULE = ConstantValue()
