"""The header of classic netCDF: CDF-1, CDF-2 (64-bit offsets) and CDF-5 (64-bit data).

The grammar is that of the netCDF User's Guide, appendix "File Format Specifications". It is read here
without the C library, so that every claim of the header is held against the size of the file before
anything is allocated, and so that a fault has its byte.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from mmap import mmap
from typing import Any

import numpy as np
from msgspec import Struct, field

from icos_ingest.arraylib.attributes import latin_or_utf8, text_of
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated, UnsupportedVariant
from icos_ingest.model import Fault, Place

MAGIC = b"CDF"
VERSIONS = {1: "CDF-1", 2: "CDF-2", 5: "CDF-5"}
TYPES = {
    kind: np.dtype(name)
    for kind, name in enumerate(("i1", "S1", ">i2", ">i4", ">f4", ">f8", "u1", ">u2", ">u4", ">i8", ">u8"), 1)
}
_CLASSIC_TYPES = 6
_DIMENSIONS, _VARIABLES, _ATTRIBUTES = 10, 11, 12


class Variable(Struct, frozen=True):
    """A variable as the header declares it; `begin` is the byte of its first value."""

    name: str
    dims: tuple[int, ...]
    attrs: dict[str, Any]
    dtype: np.dtype[Any]
    begin: int


class Header(Struct):
    """The whole header.

    Attributes:
        version: 1, 2 or 5.
        records: the number of records that the header claims, None while it was still being written.
        dims: names and lengths; a length of 0 is the record dimension.
        attrs: global attributes.
        variables: in the order of the file.
        end: the byte after the header.
        faults: what is wrong, but does not keep us from reading on.
    """

    version: int
    records: int | None
    dims: list[tuple[str, int]] = field(default_factory=list)
    attrs: dict[str, Any] = field(default_factory=dict)
    variables: list[Variable] = field(default_factory=list)
    end: int = 0
    faults: list[Fault] = field(default_factory=list)

    def is_record(self, variable: Variable) -> bool:
        """Whether the variable grows along the record dimension."""
        return bool(variable.dims) and self.dims[variable.dims[0]][1] == 0

    def fixed_shape(self, variable: Variable) -> tuple[int, ...]:
        """The shape without the record axis."""
        dims = variable.dims[1:] if self.is_record(variable) else variable.dims
        return tuple(self.dims[i][1] for i in dims)

    def fixed_bytes(self, variable: Variable) -> int:
        """Bytes of the variable, or of one of its records, without padding."""
        return math.prod(self.fixed_shape(variable)) * variable.dtype.itemsize

    @property
    def record_bytes(self) -> int:
        """Bytes from one record to the next; a lone record variable is not padded."""
        sizes = [self.fixed_bytes(v) for v in self.variables if self.is_record(v)]
        return sizes[0] if len(sizes) == 1 else sum(_padded(size) for size in sizes)


def read_header(data: mmap, limit: int) -> Header:
    """Read the header.

    Args:
        data: the file.
        limit: of dimensions, variables and attributes.

    Raises:
        Truncated: the file ends within its header.
        CorruptFile: the header breaks the grammar.
        LimitExceeded: it declares more than `limit` things.
        UnsupportedVariant: it is of a version that does not exist.
    """
    version = data[3]
    if version not in VERSIONS:
        raise UnsupportedVariant(
            f"the file says it is netCDF of version {version}",
            expected="version 1 (classic), 2 (64-bit offsets) or 5 (64-bit data)",
            hint="write it anew as netCDF-4, for example with nccopy -k nc4",
        )
    return _Parser(data, version, limit).header()


def _padded(size: int) -> int:
    return -(-size // 4) * 4


class _Parser:
    """A cursor in the header."""

    def __init__(self, data: mmap, version: int, limit: int) -> None:
        self._data = data
        self._at = 4
        self._limit = limit
        self._version = version
        self._count = 8 if version == 5 else 4
        self._offset = 4 if version == 1 else 8
        self._faults: list[Fault] = []

    def header(self) -> Header:
        streaming = (1 << 8 * self._count) - 1
        records = self._number(self._count)
        header = Header(self._version, None if records == streaming else records, faults=self._faults)
        for _ in self._items(_DIMENSIONS, "dimensions"):
            name = self._name()
            header.dims.append((name, self._number(self._count)))
        if sum(length == 0 for _, length in header.dims) > 1:
            raise CorruptFile(
                "the header declares more than one dimension of unlimited length",
                expected="at most one in classic netCDF",
                hint="write the file as netCDF-4",
            )
        header.attrs = self._attributes("global attributes")
        header.variables = [self._variable(header) for _ in self._items(_VARIABLES, "variables")]
        header.end = self._at
        return header

    def _variable(self, header: Header) -> Variable:
        name = self._name()
        rank = self._claimed(self._number(self._count), self._count, f"dimensions of '{name}'")
        dims = tuple(self._number(self._count) for _ in range(rank))
        if any(i >= len(header.dims) for i in dims) or any(header.dims[i][1] == 0 for i in dims[1:]):
            raise CorruptFile(
                f"variable '{name}' names a dimension that it cannot have (byte {self._at:,})",
                expected="numbers of declared dimensions, the unlimited one first",
            )
        attrs = self._attributes(f"attributes of '{name}'", name)
        dtype = self._type(name)
        self._number(self._count)  # vsize: redundant, and wrong for large variables by design
        return Variable(name, dims, attrs, dtype, self._number(self._offset))

    def _attributes(self, what: str, variable: str = "") -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        for _ in self._items(_ATTRIBUTES, what):
            name = self._name()
            shown = f"{variable}@{name}"
            dtype = self._type(shown)
            count = self._claimed(self._number(self._count), dtype.itemsize, f"values of '{shown}'")
            raw = self._padded_bytes(count * dtype.itemsize, shown)
            attrs[name] = _value(raw, dtype)
        return attrs

    def _items(self, tag: int, what: str) -> Iterator[int]:
        """As many turns as the list says it has entries."""
        at = self._at
        found, count = self._number(4), self._number(self._count)
        if found not in (0, tag) or (found == 0 and count):
            raise CorruptFile(
                f"the list of {what} does not begin as one (byte {at:,} holds {found})",
                expected=f"{tag}, or 0 for an empty list",
                hint="the header is damaged; copy the file again from where it was written",
            )
        smallest = 2 * self._count if tag == _DIMENSIONS else 2 * self._count + 4
        return iter(range(self._claimed(count, smallest, what)))

    def _claimed(self, count: int, size: int, what: str) -> int:
        """The count, if the rest of the file can hold that many things of that size."""
        if count * size > len(self._data) - self._at:
            raise CorruptFile(
                f"the header claims {count:,} {what} (byte {self._at:,}), more than the file can hold",
                hint="the header is damaged, or the file was cut off; copy it again",
            )
        if count > self._limit and size > 1 and not what.startswith("values"):
            raise LimitExceeded(f"the header declares {count:,} {what}, the limit is {self._limit:,}")
        return count

    def _type(self, name: str) -> np.dtype[Any]:
        kind = self._number(4)
        if kind not in TYPES or (kind > _CLASSIC_TYPES and self._version != 5):
            raise CorruptFile(
                f"'{name}' is of type {kind} (byte {self._at - 4:,}), which {VERSIONS[self._version]} lacks",
                expected=f"a type from 1 to {len(TYPES) if self._version == 5 else _CLASSIC_TYPES}",
            )
        return TYPES[kind]

    def _name(self) -> str:
        raw = self._padded_bytes(self._claimed(self._number(self._count), 1, "bytes of a name"))
        # A slash would make a group of it.
        return text_of(raw).replace("/", "_")

    def _padded_bytes(self, size: int, field: str = "") -> bytes:
        """Bytes and their padding; `field` is whose they are, where they are not a name themselves."""
        raw = self._take(size)
        at = self._at
        padding = self._take(_padded(size) - size)
        if padding.strip(b"\0"):
            self._faults.append(
                Fault(
                    "padding",
                    Place(field=field or latin_or_utf8(raw), offset=at, value=padding.hex(" ")),
                    expected="zeros up to the next multiple of four bytes",
                    detail="the header is padded with other bytes",
                )
            )
        return raw

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "big")

    def _take(self, size: int) -> bytes:
        part = self._data[self._at : self._at + size]
        if len(part) < size:
            raise Truncated(
                f"the file ends within its header, at byte {len(self._data):,}",
                hint="the file was cut off; copy it again from where it was written",
            )
        self._at += size
        return part


def _value(raw: bytes, dtype: np.dtype[Any]) -> Any:
    if dtype.kind == "S":
        return latin_or_utf8(raw)
    values = np.frombuffer(raw, dtype).astype(dtype.newbyteorder("="))
    return values[0] if len(values) == 1 else values
