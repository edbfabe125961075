"""The plausible range of a column, in the unit of its values."""

from __future__ import annotations

from msgspec.structs import replace

from icos_ingest.content import ColumnInfo
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.formats import averaging_minutes, laid_format
from icos_ingest.schema import Range, range_for
from icos_ingest.units import alike, convert, convertible, normalise

TOWER_FORMATS = frozenset(
    {"fluxnet", "ameriflux-base", "ameriflux-fp-in", "asciiEtcHalfHourlyProductTimeSer"}
)
LONGEST_INTERVAL = 60
"""Minutes that the limits by variable name hold for."""


def limits_of(info: ColumnInfo, ctx: Context) -> Range | None:
    """The range of a column of numbers, None where none is known.

    It is what the specification says; for tower files of hourly and half-hourly values the published limits
    by variable name.
    """
    limits = info.spec.range if info.spec else range_for(info.title) if is_tower(ctx) else None
    return None if limits is None else in_unit(limits, info)


def is_tower(ctx: Context) -> bool:
    """Whether titles are FLUXNET or AmeriFlux variables, of hourly or half-hourly values.

    In memory the specification says so, or what a dataset keeps of its file.
    """
    names = {laid_format(ctx), ctx.spec.format if ctx.spec else ""}
    timed = ctx.facts.time is not None and bool(names & TOWER_FORMATS)
    return timed and 0 < (averaging_minutes(ctx) or 0) <= LONGEST_INTERVAL


def in_unit(limits: Range, info: ColumnInfo) -> Range | None:
    """Limits in the unit that the file states for a column, None where they cannot be converted."""
    if info.unit is None or normalise(info.unit) == normalise(limits.unit):
        return limits
    if limits.unit == "1":
        return None
    if alike(limits.unit, info.unit):
        return replace(limits, unit=info.unit)
    if not convertible(limits.unit, info.unit):
        return None
    low, high = sorted(convert([limits.min, limits.max], limits.unit, info.unit).tolist())
    return replace(limits, min=low, max=high, unit=info.unit)
