"""Where a file says that it was measured, in degrees north and east."""

from __future__ import annotations

import math
import re

from msgspec import Struct

from icos_ingest.content import Fact
from icos_ingest.rule_kinds import Context
from icos_ingest.schema import thresholds

_DEGREES = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)\s*", re.IGNORECASE)
EARTH_KM = 6371.0
"""The mean radius (IUGG)."""


class Position(Struct, frozen=True):
    """A point on the Earth, and who says so."""

    latitude: float
    longitude: float
    fact: Fact | None = None

    @property
    def swapped(self) -> Position:
        """Latitude and longitude exchanged."""
        return Position(self.longitude, self.latitude, self.fact)

    def __str__(self) -> str:
        return f"{self.latitude:g} N, {self.longitude:g} E"


def header_position(ctx: Context) -> Position | None:
    """`LATITUDE` and `LONGITUDE` of the header, None where they are not there or no numbers."""
    facts = [ctx.facts.header.get(key) for key in ("LATITUDE", "LONGITUDE")]
    if facts[0] is None or facts[1] is None:
        return None
    north, east = (_degrees(str(fact.value)) for fact in facts if fact)
    return None if north is None or east is None else Position(north, east, facts[0])


def station_position(ctx: Context) -> Position | None:
    """Where the portal has the station of the file."""
    station = ctx.station
    if station is None or station.latitude is None or station.longitude is None:
        return None
    return Position(station.latitude, station.longitude)


def known_position(ctx: Context) -> Position | None:
    """Where the station is by the portal, else by the header."""
    return station_position(ctx) or header_position(ctx)


def kilometres(one: Position, other: Position) -> float:
    """The distance over ground."""
    north, east = math.radians(one.latitude), math.radians(one.longitude)
    north_2, east_2 = math.radians(other.latitude), math.radians(other.longitude)
    part = math.sin((north_2 - north) / 2) ** 2
    part += math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, max(0.0, part))))


def is_swapped(said: Position, known: Position) -> bool:
    """Whether a position is near another only with latitude and longitude exchanged."""
    limits = thresholds("swapped-position")
    return (
        kilometres(said, known) > limits["far"].value
        and kilometres(said.swapped, known) < limits["near"].value
    )


def _degrees(text: str) -> float | None:
    match = _DEGREES.fullmatch(text[:40])
    if not match:
        return None
    return -float(match[1]) if match[2].upper() in ("S", "W") and match[2] else float(match[1])
