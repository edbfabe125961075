"""The light does not follow the sun at the station.

## What it checks
Shortwave radiation or PPFD against the sun at the station: the brightest value of each time of day within 15
days must rise and fall with the potential radiation. A shift by whole half hours is reported. Where the file
leaves open whether stamps are start or end, or in which zone, a shift that this would explain is not.

## Why it matters
The start of the interval was taken for its end, or the clock followed summer time or another zone. Every flux
then belongs to another half hour than its weather.

## How to mend
Half an hour: look whether the stamp is the start or the end. An hour: look for summer time, or for UTC in
place of local standard time. Then shift all stamps, and say so in the metadata.

## Example
Bad: light from 05:00 to 20:00 where the sun shines from 05:30 to 20:30. Good: both at the same hours.

## References
AmeriFlux, timestamp alignment (maximum diurnal composite against potential radiation); Spencer 1971 for the
sun.
"""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from icos_ingest.content import Block, Column
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.clock import allowed_shift, middle_of
from icos_ingest.rule_parts.composite import Composite, composite, lags, slot_minutes, together
from icos_ingest.rule_parts.position import known_position
from icos_ingest.schema import thresholds

_NO_LIGHT = -500
"""W m-2; below it stands a missing value that the format does not know."""
_LIGHT = re.compile(r"(?:SW_?IN|PPFD_IN|PPFD|RG)(?:_[A-Z]?\d+)*(?:_F)?(?:_MDS)?(?:_Avg)?", re.IGNORECASE)


class ShiftedAgainstSun(FoldRule):
    """Compares the daily course of the light with that of the sun."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def look(self, block: Block, ctx: Context) -> tuple[str, Composite] | None:
        """The composites of a block's first column of light."""
        light = next((one for one in block.columns.values() if _is_light(one)), None)
        if light is None or block.time is None or not known_position(ctx):
            return None
        there = light.valid & block.time.valid & np.isfinite(light.values) & (light.values > _NO_LIGHT)
        return light.info.name, composite(block.time.values[there], light.values[there].astype(float))

    def join(self, state: Any, part: Any) -> tuple[Any, Iterable[Hit]]:
        """The composites of all blocks."""
        if state is None or part is None:
            return part or state, ()
        return (state[0], together(state[1], part[1])), ()

    def finish(self, state: tuple[str, Composite] | None, ctx: Context) -> Iterable[Hit]:
        """One hit where most windows show the same shift."""
        at = known_position(ctx)
        step = slot_minutes(state[1]) if state else None
        if state is None or at is None or step is None:
            return
        limits = {name: limit.value for name, limit in thresholds(self.name).items()}
        found = lags(state[1], at, middle_of(ctx, step), limits["days"], limits["alike"])
        shift = allowed_shift(float(np.median(found)), ctx, step, limits["near"]) if found else None
        if shift:
            way = "behind" if shift.minutes < 0 else "ahead of"
            message = f"{state[0]} runs {shift.words} {way} the sun{shift.at}: {shift.cause}"
            yield Hit(message, Place(field=state[0]))


def _is_light(column: Column) -> bool:
    return column.values.dtype.kind == "f" and bool(_LIGHT.fullmatch(column.info.title))


RULE = ShiftedAgainstSun()
