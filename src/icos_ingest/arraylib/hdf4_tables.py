"""Tables of HDF4 (Vdatas), read from the bytes: records of a fixed size, one after the other.

The C library's Python wrapper unpacks them value by value into buffers whose size it takes from the file;
numpy needs neither. Sources: HDF4 specification, chapter 6 (Vdata header and data) and appendix A (types).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from msgspec import Struct

from icos_ingest.arraylib.attributes import latin_or_utf8
from icos_ingest.arraylib.hdf4_elements import Element, bytes_at
from icos_ingest.arraylib.windows import Window, bounded, native
from icos_ingest.content import Array, Values
from icos_ingest.errors import CorruptFile, ReadError, UnsupportedVariant

NUMBERS: Mapping[int, str] = {
    3: "u1", 4: "S1", 5: "f4", 6: "f8",
    20: "i1", 21: "u1", 22: "i2", 23: "u2", 24: "i4", 25: "u4", 26: "i8", 27: "u8",
}  # fmt: skip
"""numpy's types by HDF4's numbers of types."""
LITTLE, KIND = 0x4000, 0xFFF
_HEADER, _DATA = 1962, 1963
_LONGEST_HEADER = 1 << 16
_OWN = (
    "Attr0.",
    "RIATTR",
    "DimVal0.",
    "_HDF_CHK_TBL",
    "SDSVar",
    "CoordVar",
    "Var0.",
    "Dim0.",
    "UDim0.",
    "CDF0.",
)
"""Beginnings of the classes in which the library keeps its own books."""


class VdataTable(Struct, frozen=True):
    """A table.

    Attributes:
        name: as the file gives it.
        rows: number of records.
        dtype: of one record, by field.
        first: byte of the file where the records begin.
    """

    name: str
    rows: int
    dtype: np.dtype[Any]
    first: int


def tables(
    stream: BinaryIO, found: Sequence[Element], end: int
) -> Iterator[VdataTable | tuple[str, ReadError]]:
    """The tables of a file; for one that is not read, its name and why. Empty ones are left out.

    Args:
        stream: the file.
        found: its data elements.
        end: its size in bytes.
    """
    data = {one.number: one for one in found if one.tag & ~LITTLE == _DATA}
    for one in found:
        if one.tag != _HEADER:
            continue
        header = bytes_at(stream, one.first, min(one.size, _LONGEST_HEADER), end)
        try:
            parsed = _Header.of(header)
        except (struct.error, ValueError, KeyError):
            yield f"table {one.number}", CorruptFile("the header of the table cannot be read")
            continue
        if parsed.family.startswith(_OWN) or not parsed.rows or not parsed.fields:
            continue
        try:
            yield parsed.table(data.get(one.number))
        except ReadError as error:
            yield parsed.name, error


class _Header(Struct, frozen=True):
    name: str
    family: str
    interlace: int
    rows: int
    size: int
    fields: tuple[tuple[str, int, int, int], ...]
    """Name, number of the type, offset in the record, values."""

    @classmethod
    def of(cls, header: bytes) -> _Header:
        interlace, rows, size, count = struct.unpack_from(">HIHH", header)
        columns = [struct.unpack_from(f">{count}H", header, 10 + 2 * count * i) for i in range(4)]
        at, texts = 10 + 8 * count, list[str]()
        while len(texts) < count + 2:
            (length,) = struct.unpack_from(">H", header, at)
            texts.append(latin_or_utf8(header[at + 2 : at + 2 + length]))
            at += 2 + length
        types, _, offsets, orders = columns
        fields = tuple(zip(texts[:count], types, offsets, orders, strict=True))
        return cls(texts[count], texts[count + 1], interlace, rows, size, fields)

    def table(self, data: Element | None) -> VdataTable:
        if data is None or data.special or self.interlace:
            raise UnsupportedVariant("its records do not stand one after the other in this file")
        if self.rows * self.size > data.size:
            told = f"it claims {self.rows:,} records of {self.size:,} bytes, but has {data.size:,} bytes"
            raise CorruptFile(told)
        try:
            dtype = np.dtype({
                "names": [name for name, *_ in self.fields],
                "formats": [_format(kind, order) for _, kind, _, order in self.fields],
                "offsets": [offset for _, _, offset, _ in self.fields],
                "itemsize": self.size,
            })  # fmt: skip
        except (ValueError, KeyError) as error:
            raise CorruptFile("the fields of the table do not fit into its records") from error
        return VdataTable(self.name, self.rows, dtype, data.first)


def _format(kind: int, order: int) -> Any:
    number = NUMBERS[kind & KIND]
    if number == "S1":
        return f"S{order}"
    one = np.dtype(number).newbyteorder("<" if kind & LITTLE else ">")
    return one if order == 1 else (one, (order,))


def fields(table: VdataTable, path: Path, limit: int) -> Iterator[Array]:
    """Each field of a table as an array `name.field` on a dimension named as the table.

    Args:
        table: where its records lie.
        path: of the file.
        limit: bytes of one window.
    """
    name = table.name.replace("/", "_")
    for field in table.dtype.names or ():
        of_field = table.dtype[field]
        shape = (table.rows, *of_field.shape)
        inner = of_field.base
        text = inner.kind == "S" and inner.itemsize > 1
        title = f"{name}.{field.replace('/', '_')}"
        yield Array(
            path=f"/{title}",
            dims=(name, *(f"{title}.dim_{i}" for i in range(len(of_field.shape)))),
            shape=shape,
            dtype=np.dtype(object) if text else native(inner),
            attrs={},
            read=bounded(title, shape, inner.itemsize, limit, _fetcher(table, field, path, text=text)),
        )


def _fetcher(table: VdataTable, field: str, path: Path, *, text: bool) -> Any:
    def fetch(window: Window) -> Values:
        rows = window[0]
        with path.open("rb") as stream:
            stream.seek(table.first + rows.start * table.dtype.itemsize)
            raw = stream.read((rows.stop - rows.start) * table.dtype.itemsize)
        values = np.frombuffer(raw, table.dtype)[field][(slice(None, None, rows.step), *window[1:])]
        if not text:
            return values.astype(native(values.dtype))
        return np.array([latin_or_utf8(value) for value in values], object)

    return fetch
