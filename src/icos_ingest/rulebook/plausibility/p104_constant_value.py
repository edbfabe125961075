"""A quantity stands still for long.

## What it checks
Whether a quantity that wind, sun or turbulence move (temperature, pressure, humidity, wind, gases, fluxes)
has the same value for half a day and for two dozen values in a row. Zeros, and all from 98 to 100 % are left
out (calm, saturated air), and so are values that a flag calls bad.

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

import numpy as np

from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit
from icos_ingest.rule_parts.quantities import behaving
from icos_ingest.rule_parts.runs import Run, joined, runs_of
from icos_ingest.schema import thresholds


class ConstantValue(FoldRule):
    """Follows runs of equal values through the table."""

    severity = Severity.WARNING

    def start(self) -> dict[str, Run]:
        """No run has begun."""
        return {}

    def look(self, block: Block, ctx: Context) -> list[list[Run]]:
        """For each column the runs that matter."""
        least = thresholds(self.name)["least"].value
        found = []
        for column, there in behaving(block, "moving", ctx):
            moving = there & ~_at_rest(column)
            if moving.any():
                found.append(runs_of(block, column, moving, least))
        return found

    def join(self, state: dict[str, Run], part: list[list[Run]]) -> tuple[dict[str, Run], Iterable[Hit]]:
        """Lengthen the run that goes on; runs that have ended are told."""
        hits = []
        for runs in part:
            *ended, open_ = joined(state.get(runs[0].field), runs)
            state[open_.field] = open_
            hits += [hit for run in ended if (hit := _told(run))]
        return state, hits

    def finish(self, state: dict[str, Run], ctx: Context) -> Iterable[Hit]:
        """Tell the runs that last to the end."""
        del ctx
        return [hit for run in state.values() if (hit := _told(run))]


def _at_rest(column: Column) -> BoolArray:
    """Where a value may stand still by nature."""
    unit = column.info.spec.unit if column.info.spec else column.info.unit
    calm: BoolArray = column.values == 0
    full = thresholds(RULE.name)["full"].value
    return calm | (column.values >= full) if unit == "%" or column.info.title.startswith("RH") else calm


def _told(run: Run) -> Hit | None:
    limits = thresholds(RULE.name)
    # Stamps are rounded to milliseconds at best, so half a day may be a little less.
    if run.n < limits["least"].value or run.hours < 0.999 * limits["hours"].value:
        return None
    span = f" ({run.hours:.3g} hours)" if np.isfinite(run.hours) else ""
    message = f"'{run.place.value}' in '{run.field}' stands still for {run.n:,} values{span}"
    return Hit(message, run.place, "values that change", places=(run.place,))


RULE = ConstantValue()
