"""A table becomes variables on one dimension."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from icos_ingest.content import ColumnInfo, Facts, Table, TimeFacts
from icos_ingest.dataset.attributes import column_attributes
from icos_ingest.errors import OptionError
from icos_ingest.values import FORMATS, decode

if TYPE_CHECKING:
    import xarray as xr

POSITIONS = {"latitude": "latitude", "longitude": "longitude"}
"""Value types and lower-case titles of columns that give a ship's position."""


_UNIT = re.compile(r"\[[^\[\]]*\]\s*\Z")
"""The unit in brackets at the end of a title."""
RESERVED = frozenset({"time", "row", "time_bounds", "bnds"})
"""Names of dimensions and variables that the model itself makes."""


class _Gathered:
    """The values of a table's columns, block by block."""

    def __init__(self) -> None:
        self.infos: dict[str, ColumnInfo] = {}
        self.parts: dict[str, list[npt.NDArray[Any]]] = {}
        self.times: list[npt.NDArray[Any]] = []
        self.n = 0
        self.lost = 0
        self.refused = 0

    def take(self, table: Table, wanted: Sequence[str] | None) -> None:
        for block in table.blocks():
            for name, column in block.columns.items():
                if wanted is None or name in wanted:
                    self.infos.setdefault(name, column.info)
                    self.parts.setdefault(name, []).append(_cleared(column.values, column.refused))
                    self.refused += int(column.refused.sum())
            if block.time is not None:
                self.times.append(block.time.values)
            self.n += block.n
            self.lost += block.lost

    def values(self, name: str) -> npt.NDArray[Any]:
        info, parts = self.infos[name], self.parts[name]
        stored = np.concatenate(parts) if len(parts) != 1 else parts[0]
        return stored if info.format is None else decode(stored, FORMATS[info.format])


def _cleared(values: npt.NDArray[Any], refused: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
    """Values with those that could not be parsed made missing, where the type has a NaN."""
    if not refused.any() or values.dtype.kind != "f":
        return values
    cleared = values.copy()
    cleared[refused] = np.nan
    return cleared


def table_to_dataset(
    table: Table, facts: Facts, columns: Sequence[str] | None = None
) -> tuple[xr.Dataset, list[str]]:
    """Variables on `time` (UTC), or on `row` where the table has no time, and notes on what was changed.

    Args:
        table: its blocks are used up.
        facts: of the content; its time tells what a stamp means.
        columns: names to keep, None for all.

    Raises:
        OptionError: there is no column of a name.
    """
    import xarray as xr

    _check_names(table, columns)
    gathered = _Gathered()
    gathered.take(table, columns)
    timed = facts.time is not None and bool(gathered.times)
    dim = "time" if timed else "row"
    data: dict[str, Any] = {}
    coords: dict[str, Any] = {}
    own = _own_names(gathered.infos)
    for name, info in gathered.infos.items():
        attributes = column_attributes(info)
        if own[name] != name:
            attributes["original_name"] = info.title
        if info.flag in own:
            attributes["ancillary_variables"] = own[info.flag]
        variable = (dim, gathered.values(name), attributes)
        (coords if _is_position(info) else data)[own[name]] = variable
    if timed and facts.time is not None:
        coords["time"], bounds = _time(np.concatenate(gathered.times), facts.time, gathered)
        if bounds is not None:
            data["time_bounds"] = (("time", "bnds"), bounds)
    dataset = xr.Dataset(data, coords)
    if not timed and not data:
        dataset.attrs["rows"] = gathered.n
    dataset.attrs["kind"] = _kind(timed, set(coords))
    return dataset, _notes(gathered)


def _check_names(table: Table, columns: Sequence[str] | None) -> None:
    known = [info.name for info in table.columns]
    unknown = [name for name in columns or () if name not in known]
    if unknown and unknown != ["time"]:
        raise OptionError(f"there is no column {unknown[0]!r}", expected=", ".join(known[:40]))


def _own_names(infos: Mapping[str, ColumnInfo]) -> dict[str, str]:
    """The variable of each column; a name that the model gives a meaning of its own gets a suffix."""
    own: dict[str, str] = {}
    for name in infos:
        own[name] = f"{name}_column" if name in RESERVED else name
        while own[name] != name and own[name] in infos:
            own[name] += "_2"
    return own


def _notes(gathered: _Gathered) -> list[str]:
    notes = []
    if gathered.lost:
        notes.append(f"{gathered.lost} rows with another number of cells than titles are left out")
    if gathered.refused:
        notes.append(f"{gathered.refused} cells that could not be parsed are missing values here")
    return notes


def _is_position(info: ColumnInfo) -> bool:
    kind = info.spec.value_type if info.spec else None
    return kind in POSITIONS or _UNIT.sub("", info.title).strip().lower() in POSITIONS


def _kind(timed: bool, coords: set[str]) -> str:
    if not timed:
        return "table"
    return "trajectory" if len(coords - {"time"}) >= 2 else "timeseries"


def _time(
    stamps: npt.NDArray[Any], facts: TimeFacts, gathered: _Gathered
) -> tuple[tuple[str, Any, dict[str, Any]], npt.NDArray[Any] | None]:
    """The coordinate `time` and, where the averaging interval is known, its bounds."""
    attributes: dict[str, Any] = {
        "standard_name": "time",
        "long_name": "time, UTC",
        "comment": facts.evidence,
    }
    if facts.stamp:
        attributes["stamp"] = facts.stamp
    bounds = _bounds(stamps, facts, gathered)
    if bounds is not None:
        attributes["bounds"] = "time_bounds"
    return ("time", _nanoseconds(stamps), attributes), bounds


def _bounds(stamps: npt.NDArray[Any], facts: TimeFacts, gathered: _Gathered) -> npt.NDArray[Any] | None:
    if facts.bounds and all(name in gathered.infos for name in facts.bounds):
        return np.stack([_nanoseconds(gathered.values(name)) for name in facts.bounds], axis=1)
    start, end = stamps, stamps
    if facts.interval and facts.stamp:
        length = np.timedelta64(round(facts.interval * 60_000), "ms")
        before = {"start": 0 * length, "middle": length // 2, "end": length}[facts.stamp]
        start, end = stamps - before, stamps - before + length
    elif facts.span:
        unit = {"day": "D", "month": "M", "year": "Y"}[facts.span]
        # Whole calendar units begin where the file's own clock says so; the stamps carry its offset.
        local = stamps + _offset(facts.zone)
        whole = local.astype(f"M8[{unit}]")
        end = (whole + 1).astype("M8[ms]") - _offset(facts.zone)
    else:
        return None
    return np.stack([_nanoseconds(start), _nanoseconds(end)], axis=1)


def _offset(zone: str) -> np.timedelta64:
    hours, _, minutes = zone.removeprefix("UTC").partition(":")
    west = hours.startswith("-")
    length = abs(float(hours or 0)) + float(minutes or 0) / 60
    return np.timedelta64(round((-length if west else length) * 3_600_000), "ms")


_FIRST, _LAST = np.datetime64("1678-01-01", "ms"), np.datetime64("2262-01-01", "ms")


def _nanoseconds(stamps: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """datetime64[ns], as xarray's users expect; milliseconds where nanoseconds cannot hold the years."""
    stamps = stamps.astype("M8[ms]")
    known = stamps[~np.isnat(stamps)]
    fits = not len(known) or (known.min() > _FIRST and known.max() < _LAST)
    return stamps.astype("M8[ns]") if fits else stamps
