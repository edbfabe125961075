"""Plausible ranges by value type, and by the names of FLUXNET and AmeriFlux variables."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from icos_ingest.schema import store
from icos_ingest.schema.model import Range

# `_1_1_1`, `_1`, `_1_1_A`: position and replicate. Qualifiers that leave quantity and unit as they are:
# filled, by which method, from which threshold and percentile, the owner's own version (FLUXNET2015
# VARIABLES; AmeriFlux "Data variables", qualifiers). Not among them: _QC, _SD, _SE, _N, *UNC, _CORR, _POT.
_QUALIFIER = re.compile(
    r"_(?:\d{1,2}|A|F|MDS|ERA|JSB|PI|IU|VUT|CUT|REF|MEAN|USTAR50|NT|DT|NIGHT|DAY)(?=_|\Z)", re.ASCII
)


def range_for(name: str, unit: str | None = None) -> Range | None:
    """Return the plausible range of a FLUXNET-style variable, such as `TA_1_1_1`, `TA_F` or `SW_IN_F_MDS`.

    The limits hold for half-hourly and hourly values, not for sums of days or years.

    Args:
        name: the variable with its qualifiers.
        unit: the unit of the values in the portal's spelling; None takes the unit of the FLUXNET standard.

    Returns:
        None for a name without known limits, and where `unit` is not the unit of the limits.
    """
    entry = store.read("ranges")["variables"].get(base_name(name))
    if entry is None or unit not in (None, entry["unit"]):
        return None
    return _resolved(entry)


def unit_of(name: str) -> str | None:
    """Return the unit of a FLUXNET-style variable in the FLUXNET and AmeriFlux standard, or None."""
    entry = store.read("ranges")["variables"].get(base_name(name))
    return entry["unit"] if entry else None


def base_name(name: str) -> str:
    """Return the variable's name without qualifiers: `SW_IN` for `SW_IN_F_MDS`, `TA` for `TA_1_1_1`."""
    known = store.read("ranges")["variables"]
    parts = name.split("_") if len(name) <= 100 else []
    for n in range(len(parts), 0, -1):
        base = "_".join(parts[:n])
        if base in known:
            return base if not _QUALIFIER.sub("", name[len(base) :]) else name
    return name


def range_of_value_type(value_type: str | None, unit: str | None, title: str) -> Range | None:
    """Return the plausible range of a column by its value type and unit, or None where none is known."""
    entry = _by_value_type().get((value_type or "", unit or "1"))
    if entry is None or title in entry.get("exceptTitles", ()):
        return None
    return _resolved(entry)


@cache
def _by_value_type() -> dict[tuple[str, str], dict[str, Any]]:
    return {(entry["valueType"], entry["unit"]): entry for entry in store.read("ranges")["valueTypes"]}


def _resolved(entry: dict[str, Any]) -> Range:
    """Widen the published limits by their margin, and say so."""
    source = store.read("ranges")["sources"][entry["source"]]
    low, high = float(entry["min"]), float(entry["max"])
    text = ": ".join(filter(None, (source["text"], entry.get("note"))))
    margin = entry.get("margin", source.get("margin", 0))
    if margin:
        text += f"; {low:g} to {high:g} widened by {margin:.0%} of its width at either end"
        low, high = low - margin * (high - low), high + margin * (high - low)
    return Range(low, high, entry["unit"], text)
