"""An opened HDF4 file as a content: scientific data sets through the C library, tables from the bytes.

The list of data elements is looked at first, so that the library meets no element beyond the end of the file,
and opens no other file.
"""

from __future__ import annotations

from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace

from icos_ingest.arraylib import hdf4_tables
from icos_ingest.arraylib.hdf4_elements import IMAGES, elements, outside
from icos_ingest.arraylib.hdf4_sets import DataSet, attributes
from icos_ingest.arraylib.hdf5_dims import Phony
from icos_ingest.arraylib.hdfeos import structures
from icos_ingest.arraylib.windows import HDF4_LOCK, bounded
from icos_ingest.content import Array, Content, Facts
from icos_ingest.errors import CorruptFile, LimitExceeded, MissingDependency, ReadError
from icos_ingest.model import Fault, Options, Place, Source

_READ = 1
_NAMELESS = "fakeDim"
"""What the library calls axes without a name."""
_STRUCTURE = "StructMetadata."
_IMAGES = "raster images; gdal_translate HDF4_GR:UNKNOWN:FILE:0 OUT.tif takes one out"
_INSTALL = (
    "pip install 'icos-ingest[hdf4]' for the data sets; or convert the file: h4toh5 IN.hdf OUT.h5, "
    "or gdal_translate HDF4_SDS:UNKNOWN:IN.hdf:0 OUT.tif; hdp dumpsds IN.hdf shows what is in it"
)
_COPY = "the file is damaged; copy it again from where it was written"


def _library() -> Any:
    try:
        return import_module("pyhdf.SD")
    except ImportError as error:
        told = "HDF4 is read with the library pyhdf, which is not installed"
        raise MissingDependency(told, hint=_INSTALL) from error


class Hdf4Content(Content):
    """The data sets and tables of an HDF4 file as arrays."""

    def __init__(self, source: Source, options: Options, format_name: str) -> None:
        self._limits = options.limits
        self._stack = ExitStack()
        self._arrays: dict[str, Array] = {}
        self._faults: list[Fault] = []
        self._notes: list[str] = []
        stated: dict[str, Any] = {}
        try:
            path = self._stack.enter_context(source.local_path(".hdf", options.limits.spool))
            if self._stays_inside(path) or options.trust:
                stated = self._load(path, _library())
        except BaseException as error:
            self.close()
            if isinstance(error, ReadError):
                error.source = source.name
            raise
        self.facts = Facts(
            format_name, attributes=stated, faults=tuple(self._faults), notes=tuple(self._notes)
        )

    def arrays(self) -> dict[str, Array]:
        return self._arrays

    def close(self) -> None:
        with HDF4_LOCK:
            self._stack.close()

    def _stays_inside(self, path: Path) -> bool:
        """Look at the elements, and take the tables; whether the library would open no other file."""
        end = path.stat().st_size
        with path.open("rb") as stream:
            found = elements(stream, end)
            others = list(dict.fromkeys(outside(stream, found, end)))
            for table in hdf4_tables.tables(stream, found, end):
                self._table(path, table)
        if any(one.tag in IMAGES for one in found):
            self._faults.append(Fault("unsupported", Place(field="images"), detail=_IMAGES))
        if others:
            self._faults.append(Fault("external-link", detail=", ".join(others[:3])))
            detail = "parts of the file lie in others; trust=True reads it all the same"
            self._faults.append(Fault("unsupported", Place(field="data sets"), detail=detail))
        return not others

    def _table(self, path: Path, table: hdf4_tables.VdataTable | tuple[str, ReadError]) -> None:
        if isinstance(table, tuple):
            name, error = table
            self._faults.append(Fault(error.kind, Place(field=name), detail=error.what))
            return
        for array in hdf4_tables.fields(table, path, self._limits.array):
            self._add(array)

    def _add(self, array: Array) -> None:
        if len(self._arrays) >= self._limits.variables:
            raise LimitExceeded(f"the file holds more than {self._limits.variables:,} variables")
        path = array.path
        while path in self._arrays:
            path += "_"
        self._arrays[path] = replace(array, path=path)

    def _load(self, path: Path, sd: Any) -> dict[str, Any]:
        """The data sets; gives the attributes of the file."""
        end = path.stat().st_size
        with HDF4_LOCK:
            try:
                file = sd.SD(str(path), _READ)
                self._stack.callback(file.end)
                count, n_attributes = file.info()
                if count > self._limits.variables:
                    raise LimitExceeded(f"the file holds more than {self._limits.variables:,} variables")
                stated = self._attributes(file, n_attributes, "", end)
                sets = [DataSet(file.select(index), sd.HDF4Error) for index in range(count)]
            except sd.HDF4Error as error:
                raise CorruptFile(f"the HDF4 library cannot open the file ({error})", hint=_COPY) from error
            scales = {one.name for one in sets if one.is_scale}
            phony = Phony(scales)
            for one in sets:
                self._stack.callback(one.close)
                self._data_set(one, phony, scales, end)
        return self._with_structures(stated)

    def _with_structures(self, stated: dict[str, Any]) -> dict[str, Any]:
        """Tell the grids and swaths of HDF-EOS2 in a sentence each, in place of their long description."""
        parts = sorted(key for key in stated if key.startswith(_STRUCTURE))
        found = structures("".join(str(stated[key]) for key in parts))
        self._notes.extend(map(str, found))
        return {key: value for key, value in stated.items() if not found or key not in parts}

    def _data_set(self, one: DataSet, phony: Phony, scales: set[str], end: int) -> None:
        place = Place(field=one.name)
        if one.dtype is None:
            detail = f"values of the type that HDF4 numbers {one.kind}"
            self._faults.append(Fault("unsupported", place, detail=detail))
            return
        try:
            names = one.axes()
            attrs = self._attributes(one.found, one.n_attributes, one.name, end)
        except one.failure as error:
            self._faults.append(Fault("damaged", place, detail=str(error)))
            return
        known = [None if name.startswith(_NAMELESS) and name not in scales else name for name in names]
        self._add(
            Array(
                path=f"/{one.name.replace('/', '_')}",
                dims=phony.fill(known, one.shape),
                shape=one.shape,
                dtype=one.dtype,
                attrs=self._in_cf(one, attrs, one.dtype),
                read=bounded(one.name, one.shape, one.dtype.itemsize, self._limits.array, one.read),
                chunks=one.blocks(self._limits.array),
            )
        )

    def _in_cf(self, one: DataSet, attrs: dict[str, Any], dtype: np.dtype[Any]) -> dict[str, Any]:
        """Attributes in CF's sense: HDF4 takes the offset off and scales (SDsetcal), CF scales and adds."""
        fill = attrs.get("_FillValue")
        if isinstance(fill, np.generic) and fill.dtype.kind in "iuf" and dtype.kind in "iuf":
            attrs = {**attrs, "_FillValue": fill.astype(dtype)}
        scale, offset = attrs.get("scale_factor"), attrs.get("add_offset")
        if "calibrated_nt" not in attrs or not (
            isinstance(scale, np.number) and isinstance(offset, np.number) and offset
        ):
            return attrs
        self._notes.append(
            f"'{one.name}' is scale_factor * (value - add_offset) by HDF4's rule; add_offset is given by CF's"
        )
        return {**attrs, "add_offset": np.float64(-float(scale) * float(offset))}

    def _attributes(self, owner: Any, count: int, name: str, end: int) -> dict[str, Any]:
        if count > self._limits.variables:
            raise LimitExceeded(f"'{name or 'the file'}' has {count:,} attributes")
        found, odd = attributes(owner, count, min(end, self._limits.array))
        for key, why in odd.items():
            self._faults.append(Fault("damaged", Place(field=f"{name}@{key}"), detail=why))
        return found
