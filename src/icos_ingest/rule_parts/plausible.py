"""The plausible range of a column, in the unit of its values."""

from __future__ import annotations

from dataclasses import replace

from icos_ingest.content import ColumnInfo
from icos_ingest.rule_kinds import Context
from icos_ingest.schema import Range, range_for
from icos_ingest.units import convert, convertible, normalise

TOWER_FORMATS = frozenset({"fluxnet", "ameriflux-base", "asciiEtcHalfHourlyProductTimeSer"})
LONGEST_INTERVAL = 60
"""Minutes that the limits by variable name hold for."""


def limits_of(info: ColumnInfo, ctx: Context) -> Range | None:
    """The range of a column in the unit of its values, None where none is known.

    It is what the specification says; for tower files of hourly and half-hourly values the published limits
    by variable name.
    """
    limits = info.spec.range if info.spec else _by_name(info, ctx)
    if limits is None or info.unit is None or normalise(info.unit) == normalise(limits.unit):
        return limits
    if limits.unit == "1" or not convertible(limits.unit, info.unit):
        return None
    low, high = sorted(convert([limits.min, limits.max], limits.unit, info.unit).tolist())
    return replace(limits, min=low, max=high, unit=info.unit)


def _by_name(info: ColumnInfo, ctx: Context) -> Range | None:
    time = ctx.facts.time
    if ctx.facts.format not in TOWER_FORMATS or time is None or time.interval is None:
        return None
    return range_for(info.title) if 0 < time.interval <= LONGEST_INTERVAL else None
