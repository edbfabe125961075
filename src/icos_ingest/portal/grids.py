"""The portal's reading of a spatial netCDF: which variables it could preview, and their extremes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from icos_ingest.content import Array, Values
from icos_ingest.model import Fault, Place, PortalVerdict
from icos_ingest.portal.fold import PortalResult
from icos_ingest.portal.reasons import reason_of
from icos_ingest.values import parse_since

AXES: Mapping[str, tuple[str, ...]] = {
    "time": ("date", "mtime", "time", "tstep"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon"),
}
"""Names of the coordinate variables that the portal takes for each axis, in its order."""
_MOST_LABELS, _LONGEST_LABEL = 100, 500
_NOTHING = float(np.finfo(np.float64).max)
"""Where no value is left, the portal's minimum is this and its maximum the negative."""

Extremes = tuple[int, float, float]
"""How many values a window holds, least and greatest of them."""


class GridFold:
    """Windows of arrays, folded into the portal's verdict on a spatial netCDF.

    Args:
        arrays: of the file, by path; those of the root count.
        variables: names that the metadata give for previews.
        assumed: what to say was taken for granted.
    """

    def __init__(
        self, arrays: Mapping[str, Array], variables: Sequence[str], assumed: Mapping[str, object]
    ) -> None:
        self._arrays = {array.name: array for array in arrays.values() if array.group == "/"}
        self._extremes = dict.fromkeys(variables, (_NOTHING, -_NOTHING))
        self._left = {name: math.prod(self._arrays[name].shape) for name in variables if name in self._arrays}
        self._assumed = assumed
        self._faults = list(self._found_faults())

    def wanted(self) -> list[Array]:
        """The arrays whose values decide; none where the file is refused already."""
        return [] if self._faults else [self._arrays[name] for name in self._left]

    def look(self, array: Array, values: Values) -> Extremes | None:
        """What the values of one window say, as they are stored; any thread may ask."""
        if array.group != "/" or array.name not in self._left:
            return None
        return values.size, *extremes(values, array.attrs.get("_FillValue"))

    def join(self, array: Array, part: Extremes | None) -> None:
        """Take in what the values of one window say; their order does not matter."""
        if part is None:
            return
        low, high = self._extremes[array.name]
        self._left[array.name] -= part[0]
        self._extremes[array.name] = min(low, part[1]), max(high, part[2])

    def finish(self) -> PortalResult:
        """The verdict, once all windows were fed."""
        if not self._faults:
            self._faults = [_unread(name) for name, left in self._left.items() if left]
        if self._faults:
            first = self._faults[0]
            verdict = PortalVerdict("rejected", reason_of(first), assumed=self._assumed)
            return PortalResult(verdict, first, tuple(self._faults))
        info = [{"name": name, "min": low, "max": high} for name, (low, high) in self._extremes.items()]
        return PortalResult(PortalVerdict("accepted", None, {"varInfo": info}, self._assumed), None, ())

    def _found_faults(self) -> Iterator[Fault]:
        """What is wrong with axes and variables, in the order in which the portal looks at them."""
        axes = [self._axis(kind) for kind in AXES]
        for kind, axis in zip(AXES, axes, strict=True):
            if axis is None:
                expected = ", ".join(AXES[kind])
                yield Fault("preview-axis", Place(field=kind), expected=expected, blocks=True)
        if not self._extremes:
            expected = "the variables to preview, in the metadata"
            yield Fault("preview-none", expected=expected, blocks=True)
        if None in axes:
            return
        dims = {axis.name for axis in axes if axis}
        for name in self._extremes:
            if (why := self._unfit(name, dims)) is not None:
                yield Fault("preview-variable", Place(field=name), expected=why, blocks=True)
        if axes[0] is not None:
            yield from time_faults(axes[0])
        yield from (_unread(name) for name, size in self._left.items() if not size)

    def _axis(self, kind: str) -> Array | None:
        found = (self._arrays.get(name) for name in AXES[kind])
        return next((array for array in found if array and array.dims == (array.name,)), None)

    def _unfit(self, name: str, dims: set[str]) -> str | None:
        """What is expected of a variable that cannot be previewed."""
        array = self._arrays.get(name)
        if array is None:
            return "a variable of that name"
        extra = [dim for dim in array.dims if dim not in dims]
        if len(array.dims) != len(extra) + len(dims) or len(extra) > 1:
            return f"the dimensions {', '.join(sorted(dims))} and at most one more"
        if array.dtype.kind not in "iufS":
            return "numbers"
        if extra and not any(_labels(other, extra[0]) for other in self._arrays.values()):
            return f"at most {_MOST_LABELS} labels or values for the dimension {extra[0]}"
        return None


def extremes(values: Values, fill: Any) -> tuple[float, float]:
    """Least and greatest of the values as stored that are no NaN and differ from `_FillValue`.

    Returns:
        The largest float64 and its negative, where nothing is left.
    """
    plain = np.asarray(values)
    plain = plain.view(np.uint8) if plain.dtype == "S1" else plain
    if isinstance(fill, int | float | np.number):
        differs = plain != fill
        plain = plain if differs.all() else plain[differs]
    if not plain.size:
        return _NOTHING, -_NOTHING
    low = float(np.fmin.reduce(plain, axis=None))
    return (_NOTHING, -_NOTHING) if math.isnan(low) else (low, float(np.fmax.reduce(plain, axis=None)))


def time_faults(array: Array) -> Iterator[Fault]:
    """Why the numbers of a time variable are no instants for the portal; reads its values."""
    units = array.attrs.get("units")
    try:
        if not isinstance(units, str):
            raise ValueError("there are none")
        since = parse_since(units)
        for window in array.windows():
            since.milliseconds(array.read(window))
    except (ValueError, OverflowError) as error:
        place = array.place(value=units if isinstance(units, str) else None)
        yield Fault("preview-time", place, expected="UNIT since YYYY-MM-DD", detail=str(error), blocks=True)


def _labels(array: Array, dim: str) -> bool:
    """Whether a variable says what the steps of a further dimension are."""
    if array.dims == (array.name,) == (dim,):
        return array.shape[0] <= _MOST_LABELS
    text = len(array.dims) == 2 and array.dims[0] == dim and array.dtype == "S1"
    return text and array.shape[0] <= _MOST_LABELS and array.shape[1] < _LONGEST_LABEL


def _unread(name: str) -> Fault:
    return Fault("preview-raster", Place(field=name), expected="values of all its rasters", blocks=True)
