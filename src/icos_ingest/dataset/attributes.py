"""What the attributes of a dataset say: units, names, flags, provenance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import ColumnInfo, Facts

if TYPE_CHECKING:
    import xarray as xr

    from icos_ingest.schema import Station

CONVENTIONS = "CF-1.11"


def column_attributes(info: ColumnInfo) -> dict[str, Any]:
    """CF attributes of one column: units, names, flags.

    `units` are in UDUNITS spelling; where the file spells them in another way, `original_units` keeps that. A
    unit that nothing explains is only kept, never guessed.
    """
    attributes: dict[str, Any] = {}
    if info.unit:
        attributes.update(_units(info.unit))
    if info.spec is not None:
        attributes.update(_from_spec(info))
    if info.title != info.name:
        attributes["original_name"] = info.title
    if info.flag:
        attributes["ancillary_variables"] = info.flag
    if info.flag_scheme is not None:
        attributes["good_flag_values"] = list(info.flag_scheme.good)
        scheme = info.flag_scheme
        attributes["flag_scheme"] = scheme.name
        if scheme.fraction:
            attributes["valid_range"] = [float(end) for end in scheme.meanings]
            attributes["comment"] = "; ".join(f"{end}: {text}" for end, text in scheme.meanings.items())
        else:
            attributes["flag_values"] = list(scheme.meanings)
            attributes["flag_meanings"] = " ".join(_word(text) for text in scheme.meanings.values())
    return attributes


def _from_spec(info: ColumnInfo) -> dict[str, Any]:
    from icos_ingest.schema import standard_name, value_type

    assert info.spec is not None, "asked only for known columns"
    attributes: dict[str, Any] = {}
    kind = value_type(info.spec.value_type) if info.spec.value_type else None
    label = (kind.label if kind else None) or info.spec.label
    if label:
        attributes["long_name"] = label
    if info.spec.value_type and (name := standard_name(info.spec.value_type)):
        attributes["standard_name"] = name
    if info.spec.good_flag_values:
        attributes["good_flag_values"] = list(info.spec.good_flag_values)
    if info.spec.comment:
        attributes["comment"] = info.spec.comment
    return attributes


def _units(unit: str) -> dict[str, str]:
    from icos_ingest.units import to_udunits

    found = to_udunits(unit)
    attributes = {"units": found.udunits} if found.udunits else {}
    if found.udunits != unit:
        attributes["original_units"] = unit
    if found.note and found.udunits:
        attributes["units_comment"] = found.note
    return attributes


def spell_units(dataset: xr.Dataset) -> None:
    """Put the units of every variable into UDUNITS spelling, keeping the file's own beside it.

    Units of times that could not be decoded stay: they say what the numbers mean.
    """
    for variable in dataset.variables.values():
        units = variable.attrs.get("units")
        if isinstance(units, str) and units and " since " not in units:
            found = _units(units)
            kept = {key: value for key, value in variable.attrs.items() if key != "units"}
            variable.attrs = found | kept


def _word(text: str) -> str:
    """One blank-free word, as CF's flag_meanings wants it."""
    return re.sub(r"[^A-Za-z0-9_.+@-]+", "_", text).strip("_") or "undefined"


def header_attributes(facts: Facts) -> dict[str, Any]:
    """Header facts as attributes `header_<key>`, global attributes as they stand."""
    attributes: dict[str, Any] = {}
    for name, fact in facts.header.items():
        key = "header_" + re.sub(r"\W+", "_", name.strip().lower(), flags=re.ASCII).strip("_")
        attributes[key] = plain(fact.value)
    return attributes


def station_attributes(station: Station | None) -> dict[str, Any]:
    """Id, name, country, coordinates in degrees north and east, elevation in metres above sea level."""
    if station is None:
        return {}
    found = {
        "station_id": station.id,
        "station_name": station.name,
        "station_country": station.country,
        "station_latitude": station.latitude,
        "station_longitude": station.longitude,
        "station_elevation": station.elevation_m,
        "station_uri": station.uri,
    }
    return {key: value for key, value in found.items() if value is not None}


def plain(value: object) -> Any:
    """A value that netCDF and zarr can hold as an attribute."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str | int | float | np.number | np.ndarray):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str | int | float) for item in value):
        return list(value)
    return str(value)
