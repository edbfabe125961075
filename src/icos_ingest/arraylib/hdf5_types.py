"""Which data types of HDF5 become arrays, and as what.

Numbers stay numbers, enumerations become their numbers with `flag_values` and `flag_meanings`, strings
become `str` (single characters stay characters, as in netCDF). Types without a column of plain values
(compound, opaque, reference, variable-length, array, time, quadruple precision) are kept out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.attributes import enum_attributes, text_of
from icos_ingest.arraylib.windows import native
from icos_ingest.content import Values
from icos_ingest.errors import UnsupportedVariant

if TYPE_CHECKING:
    from h5py.h5t import TypeID

_NAMES = {
    "TypeCompoundID": "compound (a record of several fields)",
    "TypeOpaqueID": "opaque (bytes without a meaning)",
    "TypeReferenceID": "a reference to another object",
    "TypeVlenID": "a list of varying length in each cell",
    "TypeArrayID": "an array in each cell",
    "TypeTimeID": "HDF5's own time, which no library reads",
}


@dataclass(frozen=True)
class Kind:
    """A type that is read.

    Attributes:
        dtype: of the values that are given out.
        itemsize: bytes of one value in the file.
        text: whether bytes are to be made text.
        attrs: that the type itself states.
    """

    dtype: np.dtype[Any]
    itemsize: int
    text: bool = False
    attrs: Mapping[str, Any] = field(default_factory=dict)

    def convert(self, values: Any) -> Values:
        """What the library gave, as the values of an array."""
        array = np.asarray(values)
        if not self.text:
            return array.astype(self.dtype, copy=False)
        flat = [text_of(v) if isinstance(v, bytes) else str(v) for v in array.ravel()]
        texts = np.empty(len(flat), dtype=object)
        texts[:] = flat
        return texts.reshape(array.shape)


def kind_of(type_id: TypeID) -> Kind:
    """What becomes of a type.

    Raises:
        UnsupportedVariant: it is kept out; the message says what it is.
    """
    from h5py import h5t

    if isinstance(type_id, h5t.TypeStringID):
        if type_id.is_variable_str():
            return Kind(np.dtype(object), np.dtype(object).itemsize, text=True)
        size = type_id.get_size()
        if size == 1:
            return Kind(np.dtype("S1"), 1)
        return Kind(np.dtype(object), size, text=True)
    try:
        dtype = type_id.dtype
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        name = _NAMES.get(type(type_id).__name__, "a number that numpy lacks")
        raise UnsupportedVariant(f"the values are of a type that is not read: {name}") from error
    members = h5t.check_enum_dtype(dtype)
    plain = dtype.kind in "biufc" and dtype.subdtype is None and dtype.fields is None
    if not plain or dtype.itemsize > (16 if dtype.kind == "c" else 8):
        name = _NAMES.get(type(type_id).__name__, "a number wider than double precision")
        raise UnsupportedVariant(f"the values are of a type that is not read: {name}")
    stored = native(dtype)
    return Kind(stored, dtype.itemsize, attrs=enum_attributes(members, stored) if members else {})
