"""The structure of HDF-EOS files: grids and swaths, and the dimensions of their fields.

HDF-EOS writes it into an attribute (HDF-EOS2, on HDF4) or a data set (HDF-EOS5, on HDF5) `StructMetadata.0`,
in the Object Description Language: nested GROUP and OBJECT, each with lines `Name=value`. Source: HDF-EOS
Interface Based on HDF5, section 4 (structural metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

_KINDS = {"GridStructure": "grid", "SwathStructure": "swath", "PointStructure": "point"}
_NAMES = ("GridName", "SwathName", "PointName")
_NAMED = ("DataFieldName", "GeoFieldName", "ProfileFieldName", "DimensionName")
_TOLD = ("XDim", "YDim", "Projection", "UpperLeftPointMtrs", "LowerRightMtrs")
_DIGITS = 18
_DEPTH = 6
"""Parts of the path of a field, with the empty one before the first slash."""
_LINE = re.compile(r"^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$", re.MULTILINE)
_QUOTED = re.compile(r'"([^"]*)"')


class Structure(Struct):
    """A grid, swath or point of an HDF-EOS file.

    Attributes:
        kind: `grid`, `swath` or `point`.
        name: as the file gives it.
        said: what a grid states of its size and projection.
        dims: names of the dimensions by field.
        lengths: of the dimensions, where they are stated.
    """

    kind: str
    name: str
    said: dict[str, str] = field(default_factory=dict)
    dims: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{key} {value}" for key, value in self.said.items())
        return f"HDF-EOS {self.kind} '{self.name}' of {len(self.dims):,} fields{f': {told}' if told else ''}"


def structures(metadata: str) -> list[Structure]:
    """Grids, swaths and points that the structural metadata name; what is no such line is passed over."""
    found: list[Structure] = []
    kind = named = ""
    for key, value in _lines(metadata):
        if key == "GROUP":
            kind = _KINDS.get(value, kind)
        elif key in _NAMES:
            found.append(Structure(kind or "grid", value))
        elif key in _NAMED:
            named = value
        elif found:
            _state(found[-1], named, key, value)
    return found


def _state(one: Structure, named: str, key: str, value: str) -> None:
    """Take what a line says of a structure, or of the field or dimension that was named last in it."""
    if key == "DimList":
        one.dims[named] = tuple(_QUOTED.findall(value))
    elif key in _TOLD:
        one.said[key] = value
    length = {"Size": named, "XDim": key, "YDim": key}.get(key)
    if length and value.isdecimal():
        one.lengths[length] = int(value[:_DIGITS])


def _lines(metadata: str) -> Iterator[tuple[str, str]]:
    for match in _LINE.finditer(metadata):
        key, value = match.groups()
        quoted = _QUOTED.fullmatch(value)
        yield key, quoted[1] if quoted else value


class FieldAxes:
    """Gives the axes of the fields of an HDF-EOS5 file their names, as far as these hold together.

    Args:
        found: grids and swaths of the file.
    """

    def __init__(self, found: Sequence[Structure]) -> None:
        self._dims = {(one.name, name): dims for one in found for name, dims in one.dims.items()}
        self._lengths = {(one.name, dim): n for one in found for dim, n in one.lengths.items()}

    def names(self, path: str, shape: Sequence[int]) -> Sequence[str | None]:
        """Names of the axes of `/HDFEOS/GRIDS/<grid>/Data Fields/<field>`; None for those not known.

        Names are not taken where one stands for two axes, or for two lengths in one grid.
        """
        unknown: list[str | None] = [None] * len(shape)
        parts = path.split("/")
        if len(parts) != _DEPTH or parts[1] != "HDFEOS":
            return unknown
        dims = self._dims.get((parts[3], parts[5]), ())
        if len(dims) != len(shape) or len(set(dims)) != len(dims):
            return unknown
        lengths = {(parts[3], dim): n for dim, n in zip(dims, shape, strict=True)}
        if any(self._lengths.get(dim, n) != n for dim, n in lengths.items()):
            return unknown
        self._lengths.update(lengths)
        return dims
