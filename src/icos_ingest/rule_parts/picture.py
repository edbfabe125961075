"""Where and when a picture was taken, by its own EXIF, and what decoders say of it."""

from __future__ import annotations

from datetime import datetime

from icos_ingest.model import Fault, Place
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.position import Position

NO_PLACE = 0.0001
"""Degrees, 11 m: a receiver without a fix writes zeros."""


def told(start: str, fault: Fault) -> str:
    """A sentence that begins with `start`, which what a decoder says may begin with already."""
    detail = fault.detail or ""
    if detail.startswith(start):
        return detail
    return f"{start}: {detail}" if detail else start


def picture_position(ctx: Context) -> Position | None:
    """The position in EXIF, None where there is none that can be read."""
    north, east = (ctx.facts.header.get(f"GPS{axis}") for axis in ("Latitude", "Longitude"))
    values = [ctx.facts.header.get(name) for name in ("latitude", "longitude")]
    if north is None or east is None or values[0] is None or values[1] is None:
        return None
    return Position(float(values[0].value), float(values[1].value), north)


def is_nowhere(position: Position) -> bool:
    """Whether a position is where the meridian of Greenwich meets the equator."""
    return abs(position.latitude) < NO_PLACE and abs(position.longitude) < NO_PLACE


def picture_time(ctx: Context) -> tuple[datetime, Place] | None:
    """When a picture was taken, with an offset where EXIF states one, and the entry that says so."""
    fact = ctx.facts.header.get("time")
    if fact is None or fact.place.field not in ("DateTimeOriginal", "DateTime"):
        return None
    return datetime.fromisoformat(str(fact.value)), fact.place
