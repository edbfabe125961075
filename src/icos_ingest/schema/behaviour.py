"""How quantities behave: in which units they are mistaken, where they usually lie, which are never still."""

from __future__ import annotations

from typing import Any, Literal

from icos_ingest.schema import store
from icos_ingest.schema.model import Range
from icos_ingest.schema.ranges import base_name


def mistaken_units(unit: str) -> tuple[str, ...]:
    """The units, in UDUNITS spelling, in which values come by mistake where `unit` of the portal is meant."""
    return tuple(store.read("behaviour")["mistaken"].get(unit, ()))


def usual_range(value_type: str | None, title: str) -> Range | None:
    """Where nearly all values of a quantity lie, where that is narrower than what is plausible, else None."""
    for entry in store.read("behaviour")["usual"]:
        if _is_of(entry, value_type, title):
            return Range(entry["min"], entry["max"], entry["unit"], entry["source"])
    return None


def behaves(how: Literal["moving", "smooth"], value_type: str | None, title: str) -> bool:
    """Whether a quantity is `moving` (never still for half a day) or `smooth` (without spikes of its own).

    Args:
        how: the kind of behaviour.
        value_type: of the specification, None where it does not know the column.
        title: of the column, a FLUXNET or AmeriFlux variable where it has no value type.
    """
    return _is_of(store.read("behaviour")[how], value_type, title)


def _is_of(entry: dict[str, Any], value_type: str | None, title: str) -> bool:
    if value_type is not None:
        return value_type in entry["valueTypes"]
    return base_name(title) in entry["variables"]
