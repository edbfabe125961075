"""Which data types of HDF5 become arrays, and as what.

Numbers stay numbers, enumerations become their numbers with `flag_values` and `flag_meanings`, strings
become `str` (single characters stay characters, as in netCDF), numpy's dates whole numbers with CF's units.
A record (compound) is taken apart into its fields, and so are records within it; an array in each cell adds
axes. Types without plain values (opaque, variable-length, time, quadruple precision) are kept out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest.arraylib.attributes import enum_attributes, text_of
from icos_ingest.arraylib.windows import bytes_of, native
from icos_ingest.content import Values
from icos_ingest.errors import UnsupportedVariant

if TYPE_CHECKING:
    from h5py.h5t import TypeArrayID, TypeID, TypeStringID

_NAMES = {
    "TypeCompoundID": "an array of records, or a record with a field that numpy lacks",
    "TypeOpaqueID": "opaque (bytes without a meaning)",
    "TypeVlenID": "a list of varying length in each cell",
    "TypeArrayID": "an array of texts of varying length in each cell",
    "TypeReferenceID": "a reference of the kind that HDF5 1.12 brought, which h5py does not read",
    "TypeTimeID": "HDF5's own time, which no library reads",
}
_KEPT_BYTES = 256
"""What a cell of a list is taken for; how long the lists are is known only when they are read."""
_NAMED = 255
"""Members of an enumeration of which the names are kept: CF's flags are those of a byte."""
_UNITS = {
    "W": "weeks", "D": "days", "h": "hours", "m": "minutes", "s": "seconds",
    "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds",
}  # fmt: skip
"""numpy's codes of time units in CF's words; months and years have no length."""


class Kind(Struct, frozen=True):
    """A type that is read.

    Attributes:
        dtype: of the values that are given out.
        itemsize: bytes of one value in the file.
        text: whether bytes are to be made text.
        attrs: that the type itself states.
        held: whether a dataset can hold the values; else they are given as h5py gives them.
        cell: lengths of the axes of the array in each cell, empty for single values.
    """

    dtype: np.dtype[Any]
    itemsize: int
    text: bool = False
    attrs: Mapping[str, Any] = field(default_factory=dict)
    held: bool = True
    cell: tuple[int, ...] = ()

    @property
    def cell_bytes(self) -> int:
        """Bytes of what one cell holds."""
        return bytes_of(self.cell, self.itemsize)

    def convert(self, values: Any) -> Values:
        """What the library gave, as the values of an array."""
        array = np.asarray(values)
        if not self.held:
            return array
        if array.dtype.kind in "mM":
            array = array.astype(np.int64)
        if not self.text:
            return array.astype(self.dtype, copy=False)
        flat = [text_of(v) if isinstance(v, bytes) else str(v) for v in array.ravel()]
        texts = np.empty(len(flat), dtype=object)
        texts[:] = flat
        return texts.reshape(array.shape)


def dtype_of(type_id: TypeID) -> np.dtype[Any] | None:
    """The type in numpy, which lacks whole numbers of 3 or 16 bytes; None where there is none."""
    try:
        dtype: np.dtype[Any] = type_id.dtype
    except (TypeError, ValueError, KeyError, OverflowError):
        return None
    return dtype


Field = tuple[str, ...]
"""Names that lead to a field of a record within records; empty for a value that is no record."""


def fields_of(type_id: TypeID, within: Field = ()) -> dict[Field, TypeID]:
    """The types of a record's fields by their names, in its order; any other type is its own only field."""
    from h5py import h5t

    dtype = dtype_of(type_id) if isinstance(type_id, h5t.TypeCompoundID) else None
    if dtype is None or dtype.fields is None:
        return {within: type_id}
    found: dict[Field, TypeID] = {}
    for i in range(type_id.get_nmembers()):
        name = type_id.get_member_name(i).decode()
        found |= fields_of(type_id.get_member_type(i), (*within, name))
    return found


def is_reference(type_id: TypeID) -> bool:
    """Whether values point at other objects of the file."""
    from h5py import h5t

    return isinstance(type_id, h5t.TypeReferenceID)


def kind_of(type_id: TypeID) -> Kind:
    """What becomes of a type.

    Raises:
        UnsupportedVariant: it is kept out; the message says what it is.
    """
    from h5py import h5t

    if isinstance(type_id, h5t.TypeStringID):
        return _text_kind(type_id)
    if isinstance(type_id, h5t.TypeArrayID):
        return _array_kind(type_id)
    dtype = dtype_of(type_id)
    if dtype is None:
        raise _unread(type_id, "a number that numpy lacks")
    if dtype.kind in "mM":
        return _time_kind(type_id, dtype)
    members = h5t.check_enum_dtype(dtype)
    plain = dtype.kind in "biufc" and dtype.subdtype is None and dtype.fields is None
    if not plain or dtype.itemsize > (16 if dtype.kind == "c" else 8):
        raise _unread(type_id, "a number wider than double precision")
    stored = native(dtype)
    named = members and len(members) <= _NAMED
    return Kind(stored, dtype.itemsize, attrs=enum_attributes(members, stored) if named else {})


def kept_kind(type_id: TypeID) -> Kind | None:
    """How values are read that no dataset holds, just to see whether they can be; None where numpy cannot."""
    dtype = dtype_of(type_id)
    if dtype is None:
        return None
    cell = np.dtype(f"V{max(_KEPT_BYTES, dtype.itemsize)}")
    return Kind(cell, cell.itemsize, held=False)


def _text_kind(type_id: TypeStringID) -> Kind:
    if type_id.is_variable_str():
        return Kind(np.dtype(object), np.dtype(object).itemsize, text=True)
    size = type_id.get_size()
    return Kind(np.dtype("S1"), 1) if size == 1 else Kind(np.dtype(object), size, text=True)


def _array_kind(type_id: TypeArrayID) -> Kind:
    """An array of numbers, or of texts of fixed length, in each cell."""
    inner, lengths = kind_of(type_id.get_super()), tuple(int(n) for n in type_id.get_array_dims())
    if inner.text and type_id.get_super().is_variable_str():
        raise _unread(type_id, "texts")
    return replace(inner, cell=lengths + inner.cell)


def _time_kind(type_id: TypeID, dtype: np.dtype[Any]) -> Kind:
    """Dates and durations of numpy, which h5py keeps as opaque with a tag: whole numbers with CF's units."""
    unit, count = np.datetime_data(dtype)
    if unit not in _UNITS or count != 1:
        raise _unread(type_id, "a date in odd units")
    units = _UNITS[unit] + (" since 1970-01-01" if dtype.kind == "M" else "")
    never = np.int64(np.iinfo(np.int64).min)
    return Kind(np.dtype(np.int64), 8, attrs={"units": units, "_FillValue": never})


def _unread(type_id: TypeID, otherwise: str) -> UnsupportedVariant:
    name = _NAMES.get(type(type_id).__name__, otherwise)
    return UnsupportedVariant(f"the values are of a type that no dataset holds: {name}")
