"""What the portal publishes, as we carry it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from icos_ingest.errors import SchemaNotFound
from icos_ingest.schema import store
from icos_ingest.schema.document import build_format, build_scheme, build_spec
from icos_ingest.schema.model import FlagScheme, FormatSpec, Spec, SpecSummary, Station, ValueType

# An id may stand for stations of several networks: ICOS's own come first.
_KINDS = ("AS", "ES", "OS")


def facts_date() -> str:
    """Return the day of the portal's facts in schemas/, as `YYYY-MM-DD`."""
    date: str = store.read("index")["facts_date"]
    return date


@cache
def specs() -> Mapping[str, SpecSummary]:
    """Return a line on every specification, by its id. Reads the index only."""
    entries: dict[str, Any] = store.read("index")["specs"]
    return MappingProxyType(
        {
            name: SpecSummary(name, entry["label"], entry["format"], entry["encoding"], entry.get("dataset"))
            for name, entry in entries.items()
        }
    )


@cache
def spec(name: str) -> Spec:
    """Return one specification by its id.

    Raises:
        SchemaNotFound: the portal has none of that id; the nearest are named.
    """
    if name not in specs():
        raise SchemaNotFound(
            f"there is no specification {name[:200]!r}",
            hint=store.nearest(name, specs()) or "`icos-ingest spec` lists all of them",
        )
    return build_spec(store.read(f"specs/{name}"))


@cache
def formats() -> Mapping[str, FormatSpec]:
    """Return the object formats by name: the portal's, and those of other networks that we describe."""
    return MappingProxyType({name: format_spec(name) for name in sorted(store.names("formats"))})


@cache
def format_spec(name: str) -> FormatSpec:
    """Return one object format.

    Raises:
        SchemaNotFound: there is none of that name.
    """
    known = store.names("formats")
    if name not in known:
        raise SchemaNotFound(f"there is no format {name[:200]!r}", hint=store.nearest(name, known))
    return build_format(store.read(f"formats/{name}"))


@cache
def flag_scheme(name: str) -> FlagScheme | None:
    """Return what the values of a flag mean in a scheme of `flag_schemes.json`, or None."""
    return build_scheme(name)


@cache
def value_type(name: str) -> ValueType | None:
    """Return what a column of this value type measures, or None."""
    entry = store.read("value_types").get(name)
    if entry is None:
        return None
    keys = ("uri", "label", "comment", "unit", "quantityKind", "exactMatch")
    return ValueType(name, *(entry.get(key) for key in keys))


def standard_name(value_type: str) -> str | None:
    """Return the CF standard name of what a value type measures, where CF has one."""
    names: dict[str, str] = store.read("standard_names")["names"]
    return names.get(value_type)


@cache
def stations() -> tuple[Station, ...]:
    """Return every station that the portal knows."""
    return tuple(
        Station(
            uri=entry["uri"],
            id=entry["id"],
            kind=entry["kind"],
            name=entry["name"],
            country=entry.get("country"),
            station_class=entry.get("stationClass"),
            latitude=entry.get("latitude"),
            longitude=entry.get("longitude"),
            elevation_m=entry.get("elevation"),
            utc_offset_h=entry.get("utcOffset"),
        )
        for entry in store.read("stations")
    )


def station(name: str, *, kind: str | None = None) -> Station | None:
    """Return a station by id (`HTM`, `SE-Htm`), by the last part of its URI (`AS_HTM`) or by its URI.

    Equal names come before names that differ in case. Where several stations share an id, an atmosphere
    station is preferred, then ecosystem, then ocean.

    Args:
        name: the station as the user or a file calls it.
        kind: take stations of this kind only, such as `ES`.
    """
    candidates = [one for one in stations() if kind in (None, one.kind)]

    def called(one: Station) -> tuple[str, ...]:
        return one.id, one.uri.rsplit("/", 1)[-1], one.uri

    exact = [one for one in candidates if name in called(one)]
    loose = [one for one in candidates if name.lower() in (word.lower() for word in called(one))]
    return min(exact or loose, key=_preference, default=None)


def _preference(one: Station) -> int:
    return _KINDS.index(one.kind) if one.kind in _KINDS else len(_KINDS)
