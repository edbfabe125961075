"""The structure of HDF-EOS files: grids and swaths, and the dimensions of their fields.

HDF-EOS writes it into an attribute (HDF-EOS2, on HDF4) or a data set (HDF-EOS5, on HDF5) `StructMetadata.0`,
in the Object Description Language: nested GROUP and OBJECT, each with lines `Name=value`. Source: HDF-EOS
Interface Based on HDF5, section 4 (structural metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_KINDS = {"GridStructure": "grid", "SwathStructure": "swath", "PointStructure": "point"}
_NAMES = ("GridName", "SwathName", "PointName")
_FIELDS = ("DataFieldName", "GeoFieldName", "ProfileFieldName")
_TOLD = ("XDim", "YDim", "Projection", "UpperLeftPointMtrs", "LowerRightMtrs")
_LINE = re.compile(r"^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$", re.MULTILINE)
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass
class Structure:
    """A grid, swath or point of an HDF-EOS file.

    Attributes:
        kind: `grid`, `swath` or `point`.
        name: as the file gives it.
        said: what a grid states of its size and projection.
        dims: names of the dimensions by field.
    """

    kind: str
    name: str
    said: dict[str, str] = field(default_factory=dict)
    dims: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{key} {value}" for key, value in self.said.items())
        return f"HDF-EOS {self.kind} '{self.name}' of {len(self.dims):,} fields{f': {told}' if told else ''}"


def structures(metadata: str) -> list[Structure]:
    """Grids, swaths and points that the structural metadata name; what is no such line is passed over."""
    found: list[Structure] = []
    kind = field_name = ""
    for key, value in _lines(metadata):
        if key == "GROUP":
            kind = _KINDS.get(value, kind)
        elif key in _NAMES:
            found.append(Structure(kind or "grid", value))
        elif not found:
            continue
        elif key in _FIELDS:
            field_name = value
        elif key == "DimList" and field_name:
            found[-1].dims[field_name], field_name = tuple(_QUOTED.findall(value)), ""
        elif key in _TOLD:
            found[-1].said[key] = value
    return found


def _lines(metadata: str) -> Iterator[tuple[str, str]]:
    for match in _LINE.finditer(metadata):
        key, value = match.groups()
        quoted = _QUOTED.fullmatch(value)
        yield key, quoted[1] if quoted else value


def dims_by_path(found: list[Structure]) -> Mapping[str, tuple[str, ...]]:
    """Dimensions of each field of an HDF-EOS5 file by the end of its path, `/name/field`."""
    return {f"/{one.name}/{name}": dims for one in found for name, dims in one.dims.items()}
