"""The portal's reading of a time series in netCDF, such as an ObsPack: variables on one dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from icos_ingest.content import Array, Values
from icos_ingest.model import Fault, Place, PortalVerdict
from icos_ingest.portal.fold import PortalResult
from icos_ingest.portal.grids import time_faults
from icos_ingest.portal.reasons import reason_of
from icos_ingest.values import FORMATS, parse_since, show_instant

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, Spec

_INSTANT = "iso8601dateTime"
_ALLOWED = ("int32", "float32", "float64", "bmpChar", _INSTANT)


class _Stored(Struct):
    array: Array
    spec: ColumnSpec
    parts: list[npt.NDArray[Any]] = field(default_factory=list)
    rows: int = 0


Converted = tuple[int, npt.NDArray[Any] | None]
"""How many values a window holds, and those that are kept."""


class SeriesFold:
    """Windows of arrays, folded into the portal's verdict on a time series.

    Args:
        arrays: of the file, by path; those of the root count.
        spec: the specification.
        keep: whether to keep the values of all columns, for `columns`.
    """

    def __init__(self, arrays: Mapping[str, Array], spec: Spec, *, keep: bool = False) -> None:
        self._spec = spec
        root = [array for array in arrays.values() if array.group == "/"]
        self._titles = [array.name for array in root]
        self._stored = {a.name: _Stored(a, column) for a in root if (column := spec.match(a.name))}
        self._stamp = self._stamping()
        self._keep = keep
        self._faults = list(self._found_faults())

    def wanted(self) -> list[Array]:
        """The arrays whose values decide; none where the file is refused already."""
        return [] if self._faults else [one.array for one in self._stored.values()]

    def look(self, array: Array, values: Values) -> Converted | None:
        """What the values of one window are to the portal; any thread may ask."""
        stored = self._stored.get(array.name) if array.group == "/" else None
        if stored is None or self._faults:
            return None
        kept = self._keep or array.name == self._stamp
        return values.size, _converted(stored, values) if kept else None

    def join(self, array: Array, part: Converted | None) -> None:
        """Take in what the values of one window are, in the order of the array."""
        if part is None:
            return
        stored = self._stored[array.name]
        stored.rows += part[0]
        if part[1] is not None:
            stored.parts.append(part[1])

    def finish(self) -> PortalResult:
        """The verdict, once all windows were fed."""
        if not self._faults:
            self._faults = list(self._late_faults())
        if self._faults:
            first = self._faults[0]
            return PortalResult(PortalVerdict("rejected", reason_of(first)), first, tuple(self._faults))
        tabular: dict[str, object] = {}
        if self._spec.has_optional_or_regex:
            tabular["actualColumns"] = list(self._stored)
        stamps = np.concatenate(self._stored[self._stamp or ""].parts)
        start, stop = (show_instant(*_instant(stamp)) for stamp in (stamps[0], stamps[-1]))
        tabular["interval"] = {"start": start, "stop": stop}
        return PortalResult(
            PortalVerdict("accepted", None, {"tabular": tabular, "nRows": len(stamps)}), None, ()
        )

    def columns(self) -> tuple[tuple[str, npt.NDArray[Any]], ...]:
        """(title, values of the stored big-endian type), in stored order."""
        ordered = sorted(self._stored.items(), key=lambda item: item[0].encode("utf-16-be", "surrogatepass"))
        return tuple(
            (title, np.concatenate(one.parts).astype(FORMATS[one.spec.value_format].stored))
            for title, one in ordered
        )

    def _stamping(self) -> str | None:
        """The variable of time stamps: `time`, else the only one of instants."""
        instants = [name for name, one in self._stored.items() if one.spec.value_format == _INSTANT]
        return "time" if "time" in instants else instants[0] if len(instants) == 1 else None

    def _found_faults(self) -> Iterator[Fault]:
        """What is wrong with names, shapes and times, in the order in which the portal looks at them."""
        for column in self._spec.missing(self._titles):
            place, detail = Place(field=column.title), "\n".join(self._titles)
            expected = f"a variable {column.title}"
            yield Fault("missing-columns", place, expected=expected, detail=detail, blocks=True)
        dims = next((one.array.dims for one in self._stored.values()), ())
        for name, one in self._stored.items():
            expected = f"one dimension, {dims[0] if dims else 'that of the time'}"
            if len(one.array.dims) != 1 or one.array.dims != dims:
                value = ", ".join(one.array.dims) or "none"
                yield Fault("preview-shape", Place(field=name, value=value), expected=expected, blocks=True)
            elif one.spec.value_format not in _ALLOWED:
                place = Place(field=name, value=one.spec.value_format)
                yield Fault("value-format", place, expected=", ".join(_ALLOWED), blocks=True)
            elif one.spec.value_format == _INSTANT:
                yield from time_faults(one.array)
        if self._stamp is None:
            yield Fault("preview-stamp", expected="a variable 'time' of instants", blocks=True)

    def _late_faults(self) -> Iterator[Fault]:
        """What only the values show."""
        for name, one in self._stored.items():
            if one.rows != one.array.shape[0] or not one.rows:
                yield Fault("preview-raster", Place(field=name), expected="values in all rows", blocks=True)


def _converted(stored: _Stored, values: Values) -> npt.NDArray[Any]:
    """Values as the portal holds them, what equals `_FillValue` as its missing value."""
    kind = stored.spec.value_format
    plain = np.asarray(values)
    fill = stored.array.attrs.get("_FillValue")
    if plain.dtype == "S1":
        plain = plain.view(np.uint8)
        fill = ord(fill[0]) if isinstance(fill, str) and fill else fill
    known = plain != fill if isinstance(fill, int | float | np.number) else np.ones(plain.shape, bool)
    if kind == _INSTANT:
        plain = parse_since(stored.array.attrs["units"]).milliseconds(np.where(known, plain, 0))
    dtype = FORMATS[kind].dtype
    with np.errstate(all="ignore"):
        return np.where(known, plain.astype(dtype), np.array(FORMATS[kind].missing, dtype))


def _instant(milliseconds: float) -> tuple[int, int]:
    seconds, rest = divmod(int(milliseconds), 1000)
    return seconds, rest * 1_000_000
