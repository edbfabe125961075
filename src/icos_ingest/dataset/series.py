"""Several datasets of one station become one series in order of time, with what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest.content import BoolArray, show_value
from icos_ingest.dataset.conversion import in_units
from icos_ingest.errors import IcosIngestError, OptionError
from icos_ingest.model import Fault, Place

if TYPE_CHECKING:
    import xarray as xr

Conflicts = Literal["raise", "keep", "first", "last"]
_ALIKE = ("station_id", "kind", "source_format")
_GAP = 1.5
"""Steps of time after which something is missing between two files."""
_LISTED = 100


class Joined(Struct):
    """What was found out while joining.

    Attributes:
        faults: with how often each occurs, and its first places.
        notes: the same in sentences, with what was done about it.
        files: their names, in order of time.
    """

    faults: list[tuple[Fault, int, tuple[Place, ...]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def tell(self, fault: Fault, count: int = 1, places: tuple[Place, ...] = ()) -> None:
        """Keep a fault; its detail is the note."""
        self.faults.append((fault, count, places))
        self.notes.append(str(fault.detail))


def join_series(parts: Mapping[str, xr.Dataset], conflicts: Conflicts) -> tuple[xr.Dataset, Joined]:
    """One dataset of several, ordered by time.

    Args:
        parts: loaded datasets on `time`, by the name of their file.
        conflicts: what becomes of a stamp at which two files hold different values: `first` and `last` keep
            the row of the file that begins first or last, all else keeps both rows.

    Raises:
        OptionError: there is no file, or one has no time.
    """
    if not parts:
        raise OptionError("there is no file to open")
    for name, part in parts.items():
        if "time" not in part.dims or "time" not in part.coords or not part.sizes["time"]:
            raise OptionError("it has no rows with a time", expected="a time series", source=name)
    names = sorted(parts, key=lambda name: _span(parts[name])[0])
    found = Joined(files=names)
    whole = first = parts[names[0]]
    ends = _span(first)[1]
    for name, before in zip(names[1:], names, strict=False):
        part = _alike(first, parts[name], names[0], name, found)
        ends = max(ends, _gap(ends, part, before, name, found))
        whole = _append(whole, part, name, conflicts, found)
    order = np.argsort(whole["time"].to_numpy(), kind="stable")
    joined = whole if (np.diff(order) == 1).all() else whole.isel(time=order)
    joined.attrs = _attributes([parts[name] for name in names], found)
    return joined, found


def _span(part: xr.Dataset) -> tuple[Any, Any]:
    time = part["time"].to_numpy()
    known = time[~np.isnat(time)]
    return (known.min(), known.max()) if len(known) else (time[0], time[0])


def _alike(first: xr.Dataset, part: xr.Dataset, one: str, other: str, found: Joined) -> xr.Dataset:
    """The part in the units of the first; all that differs is told."""
    for key in _ALIKE:
        stated = first.attrs.get(key), part.attrs.get(key)
        if stated[0] != stated[1] and None not in stated:
            detail = f"{key} is {stated[0]} in {one}, {stated[1]} in {other}"
            station = Fault("series-station", Place(field=key), detail=detail)
            found.tell(station if key == "station_id" else replace(station, kind="series-columns"))
    for name in sorted({*first.variables, *part.variables} - {"time"}, key=str):
        if (name in first.variables) != (name in part.variables):
            has, lacks = (one, other) if name in first.variables else (other, one)
            detail = f"the column {name} of {has} is not in {lacks}"
            found.tell(Fault("series-columns", Place(field=str(name)), detail=detail))
        elif _is_text(first[name]) != _is_text(part[name]):
            detail = f"the column {name} is text in one of {one} and {other}, and not in the other"
            found.tell(Fault("series-types", Place(field=str(name)), detail=detail))
        else:
            part = _same_unit(first, part, str(name), (one, other), found)
    return part


def _same_unit(
    first: xr.Dataset, part: xr.Dataset, name: str, files: tuple[str, str], found: Joined
) -> xr.Dataset:
    here, there = first[name].attrs.get("units"), part[name].attrs.get("units")
    if here == there or first[name].dtype.kind in "OUM":
        return part
    detail = (
        f"the unit of {name} is {here or 'not stated'} in {files[0]}, {there or 'not stated'} in {files[1]}"
    )
    try:
        converted = in_units(part, {name: str(here)}) if here and there else None
    except (IcosIngestError, ValueError):
        converted = None
    if converted is None:
        found.tell(Fault("series-units", Place(field=name), detail=detail))
        return part
    found.tell(Fault("series-converted", Place(field=name), detail=f"{detail}; it is converted"))
    return converted


def _gap(end: Any, part: xr.Dataset, before: str, name: str, found: Joined) -> Any:
    """Tell what is missing between two files; gives where the part ends."""
    start, stop = _span(part)
    steps = np.diff(np.unique(part["time"].to_numpy()))
    step = np.median(steps[steps > np.timedelta64(0)]) if len(steps) else np.timedelta64(0, "ns")
    if step > np.timedelta64(0) and start - end > _GAP * step:
        missing = round((start - end) / step) - 1
        where = f"after {_shown(end)} and before {_shown(start)}"
        detail = f"between {before} and {name} {missing:,} rows are missing, {where}"
        found.tell(Fault("series-gap", Place(field="time", value=_shown(start)), detail=detail), missing)
    return stop


def _append(
    whole: xr.Dataset, part: xr.Dataset, name: str, conflicts: Conflicts, found: Joined
) -> xr.Dataset:
    """The rows of the part after those that there are; two rows of one stamp are one if they agree."""
    old, new = _matches(whole, part)
    if not len(new):
        return _concatenated(whole, part)
    differ = _differ(whole, part, old, new)
    agree = int((~differ).sum())
    if agree:
        detail = f"{agree:,} rows of {name} repeat rows of the files before, and are left out"
        found.tell(
            Fault(
                "series-repeat",
                Place(field="time", value=_shown(part["time"].to_numpy()[new[~differ][0]])),
                detail=detail,
            ),
            agree,
        )
    if differ.any():
        _contradicting(whole, part, old[differ], new[differ], name, conflicts, found)
    take_new = differ & (conflicts == "last")
    drop_old = np.zeros(whole.sizes["time"], dtype=bool)
    drop_old[old[take_new]] = True
    drop_new = np.zeros(part.sizes["time"], dtype=bool)
    drop_new[new[~differ]] = True
    if conflicts == "first":
        drop_new[new[differ]] = True
    filled = _completed(whole, part, old[~differ], new[~differ])
    return _concatenated(filled.isel(time=~drop_old), part.isel(time=~drop_new))


def _matches(whole: xr.Dataset, part: xr.Dataset) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows of one stamp in both; where it stands twice, as of flasks, first meets first and second second."""
    import pandas as pd

    keys = []
    for ds in (whole, part):
        time = pd.Series(ds["time"].to_numpy())
        keys.append(pd.MultiIndex.from_arrays([time, time.groupby(time).cumcount()]))
    found = keys[0].get_indexer(keys[1])
    new = np.flatnonzero((found >= 0) & part["time"].notnull().to_numpy())
    return found[new], new


def _differ(whole: xr.Dataset, part: xr.Dataset, old: Any, new: Any) -> BoolArray:
    """Where two rows hold different values in a column that both have; a missing value agrees with any."""
    differ: BoolArray = np.zeros(len(old), dtype=bool)
    for _, here, there in _pairs(whole, part, old, new):
        apart = (here != there) & ~_gone(here) & ~_gone(there)
        differ |= apart.reshape(len(old), -1).any(axis=1)
    return differ


def _pairs(whole: xr.Dataset, part: xr.Dataset, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    for name in whole.variables:
        if (
            name in part.variables
            and whole[name].dims[:1] == ("time",) == part[name].dims[:1]
            and name != "time"
        ):
            yield str(name), whole[name].to_numpy()[old], part[name].to_numpy()[new]


def _gone(values: Any) -> BoolArray:
    import pandas as pd

    gone: BoolArray = np.asarray(pd.isna(values))
    return gone | (values == "") if values.dtype.kind in "OU" else gone


def _contradicting(
    whole: xr.Dataset, part: xr.Dataset, old: Any, new: Any, name: str, conflicts: Conflicts, found: Joined
) -> None:
    """Tell which columns of which rows differ."""
    time = part["time"].to_numpy()[new]
    done = {"first": "the first is kept", "last": "the last is kept"}.get(conflicts, "both rows are kept")
    for column, here, there in _pairs(whole, part, old, new):
        apart = ((here != there) & ~_gone(here) & ~_gone(there)).reshape(len(old), -1)
        rows = np.flatnonzero(apart.any(axis=1))
        if len(rows) and column != "time_bounds":
            values = [show_value(side.reshape(len(old), -1)[rows[0], 0]) for side in (here, there)]
            places = tuple(Place(field=column, value=_shown(stamp)) for stamp in time[rows[:_LISTED]])
            detail = (
                f"{column} at {_shown(time[rows[0]])} is {values[0]} before {name} and {values[1]} in it;"
                f" so at {len(rows):,} stamps; {done}"
            )
            found.tell(Fault("series-contradiction", places[0], detail=detail), len(rows), places)


def _completed(whole: xr.Dataset, part: xr.Dataset, old: Any, new: Any) -> xr.Dataset:
    """Values that the first file lacks and the other has, in rows that are one."""
    changed = {}
    for name, here, there in _pairs(whole, part, old, new):
        gaps = _gone(here) & ~_gone(there)
        if gaps.any():
            values = whole[name].to_numpy().copy()
            if values.dtype.kind == "U":
                values = values.astype(np.promote_types(values.dtype, there.dtype))
            rows = values[old]
            rows[gaps] = there[gaps]
            values[old] = rows
            changed[name] = whole[name].copy(data=values)
    return whole.assign(changed)


def _concatenated(one: xr.Dataset, other: xr.Dataset) -> xr.Dataset:
    """Rows below rows; a column that one of them lacks is missing there."""
    import xarray as xr

    columns: dict[str, Any] = {}
    for name in {**one.variables, **other.variables}:
        here, there = (ds.variables.get(name) for ds in (one, other))
        known = here if here is not None else there
        assert known is not None, "one of them has it"
        if "time" not in known.dims:
            columns[str(name)] = known
            continue
        halves = [_half(variable, ds, known) for variable, ds in ((here, one), (there, other))]
        if len({_is_text(half) for half in halves}) > 1:
            halves = [half.astype(str).astype(object) for half in halves]
        columns[str(name)] = (known.dims, np.concatenate(halves), known.attrs)
    coords = {*map(str, one.coords), *map(str, other.coords)}
    return xr.Dataset(
        {name: columns[name] for name in columns if name not in coords},
        {name: columns[name] for name in columns if name in coords},
    )


def _half(variable: Any, ds: xr.Dataset, known: Any) -> npt.NDArray[Any]:
    if variable is not None:
        return np.asarray(variable.to_numpy())
    shape = (ds.sizes["time"], *known.shape[1:])
    if _is_text(known):
        return np.full(shape, "", dtype=object)
    return np.full(shape, np.datetime64("NaT")) if known.dtype.kind == "M" else np.full(shape, np.nan, "f4")


def _is_text(values: Any) -> bool:
    return values.dtype.kind in "OUS"


def _attributes(parts: Sequence[xr.Dataset], found: Joined) -> dict[str, Any]:
    """What all say alike; the files, and the notes of each and of the joining."""
    first, *rest = (part.attrs for part in parts)
    same = {
        key: value
        for key, value in first.items()
        if all(key in a and np.array_equal(a[key], value) for a in rest)
    }
    files = ", ".join(str(part.attrs.get("source_file", "?")) for part in parts)
    lines = [line for part in parts for line in str(part.attrs.get("notes", "")).splitlines()]
    notes = list(dict.fromkeys([*lines, *found.notes]))
    kept = {
        "kind": first.get("kind", "timeseries"),
        "source_format": first.get("source_format", "unknown"),
    } | same
    return kept | {"source_file": files} | ({"notes": "\n".join(notes)} if notes else {})


def _shown(stamp: Any) -> str:
    return str(np.datetime64(stamp, "s")) + "Z"
