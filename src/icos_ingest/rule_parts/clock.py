"""What a shift of the clock means, given what the file says of its stamps."""

from __future__ import annotations

from msgspec import Struct

from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.formats import laid_format, stamp_point
from icos_ingest.schema import format_spec, formats

_GUESSED = "taken as"
"""In the evidence of a time zone that nobody stated."""
_HALF = 30


class Shift(Struct, frozen=True):
    """A shift by whole half hours.

    Attributes:
        minutes: that the light is ahead of the sun.
        cause: what it looks like.
        at: the station's name in a message, with its blank.
    """

    minutes: int
    cause: str
    at: str

    @property
    def words(self) -> str:
        """The length of the shift."""
        half_hours = abs(self.minutes) // _HALF
        if half_hours == 1:
            return "half an hour"
        return "an hour" if half_hours == 2 else f"{half_hours / 2:g} hours"


def middle_of(ctx: Context, step: float) -> float:
    """Minutes from a stamp to the middle of its interval, of length `step`; 0 where the file does not say."""
    return {"start": step / 2, "end": -step / 2}.get(stamp_point(ctx) or "", 0.0)


def allowed_shift(lag: float, ctx: Context, step: float, near: float) -> Shift | None:
    """The shift that a lag shows, None where what the file leaves open explains it.

    Args:
        lag: minutes to add to the middle of the stated interval to be where the sun is.
        ctx: says what the stamps mean.
        step: minutes of the averaging interval.
        near: minutes by which a lag may miss a whole half hour.
    """
    stamp = stamp_point(ctx)
    lag, period = _known_clock(lag, ctx)
    if period:
        lag -= period * round(lag / period)
    open_end = 0.0 if stamp else step / 2
    if abs(lag) <= open_end + near:
        return None
    unit = _HALF if stamp else 2 * _HALF
    whole = round(lag / unit) * unit
    if whole == 0 or abs(lag - whole) > open_end + near:
        return None
    name = f" at {ctx.station.name}" if ctx.station else ""
    return Shift(whole, _cause(whole, stamp, step), name)


def _known_clock(lag: float, ctx: Context) -> tuple[float, float]:
    """The lag on the clock that the file means, and the minutes of which any multiple is open."""
    time = ctx.facts.time
    if time is None or _GUESSED not in time.evidence:
        return lag, 0.0
    name = laid_format(ctx)
    convention = format_spec(name).time if name in formats() else None
    offset = ctx.station.utc_offset_h if ctx.station else None
    if convention is not None and convention.zone == "station" and offset is not None:
        return lag + offset * 60, 0.0
    return lag, 60.0


def _cause(minutes: int, stamp: str | None, step: float) -> str:
    if stamp == "end" and minutes == step:
        return "the stamps look like the start of the interval, not its end"
    if stamp == "start" and minutes == -step:
        return "the stamps look like the end of the interval, not its start"
    return "the clock is off by whole hours" if minutes % 60 == 0 else "the clock is off by half hours"
