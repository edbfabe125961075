"""The units that only a latitude or a longitude has (CF 1.11, sections 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Mapping

POSITIONS: Mapping[str, frozenset[str]] = {
    name: frozenset(
        f"degree{s}{rest}" for s in ("", "s") for rest in (f"_{side}", f"_{side[0].upper()}", side[0].upper())
    )
    for name, side in (("latitude", "north"), ("longitude", "east"))
}
"""By what they measure: each spelling that CF allows."""
_FOLDED = {spelling.lower(): name for name, spellings in POSITIONS.items() for spelling in spellings}


def position_of(unit: str | None) -> str | None:
    """`latitude` or `longitude` for a unit that tells, in any case of letters; None for plain degrees."""
    return _FOLDED.get((unit or "").lower())
