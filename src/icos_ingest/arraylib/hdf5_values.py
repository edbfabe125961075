"""The values of an HDF5 data set, or of one field of its records, window by window."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.hdf5_flat import FlatValues, flat_values
from icos_ingest.arraylib.hdf5_lists import in_parts
from icos_ingest.arraylib.hdf5_sparse import values_of
from icos_ingest.arraylib.hdf5_storage import Stored, beyond, file_size, first_damaged
from icos_ingest.arraylib.hdf5_tree import DAMAGED, reason
from icos_ingest.arraylib.hdf5_types import Field, Kind
from icos_ingest.arraylib.windows import HDF5_LOCK, Reader, Window, bytes_of
from icos_ingest.content import Values
from icos_ingest.errors import CorruptFile, FilterMissing, ReadError, Truncated

if TYPE_CHECKING:
    import h5py
    from h5py import h5d

COPY = "the file is damaged; copy it again from where it was written"
FILTERS = {
    305: "LZO",
    307: "bzip2",
    32000: "LZF",
    32001: "Blosc",
    32004: "LZ4",
    32008: "bitshuffle",
    32013: "ZFP",
    32015: "Zstandard",
    32017: "SZ",
    32019: "JPEG",
    32026: "Blosc2",
    4: "szip",
}
"""Names of compression filters by their registered number (HDF Group, registered filter plugins)."""


class Records:
    """Reads fields, and keeps the packed records that were read last for the next field of the same window.

    Args:
        limit: bytes of records that may be kept, of all data sets of a file together.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._last: tuple[h5d.DatasetID, Window, Values] | None = None

    def read(self, found: h5d.DatasetID, field: Field, window: Window) -> Values:
        """The values of a field as h5py gives them."""
        import h5py

        data = h5py.Dataset(found)
        if not self._are_kept(data, window):
            return _inside(np.asarray(data.fields(field[0])[window]), field[1:])
        if self._last is None or self._last[0] is not found or self._last[1] != window:
            self._last = (found, window, np.asarray(data[window]))
        return _inside(self._last[2], field).copy()

    def _are_kept(self, data: h5py.Dataset, window: Window) -> bool:
        """Whether records would be unpacked for each field, and are few and of a known size."""
        count = math.prod(len(range(p.start, p.stop, p.step)) for p in window)
        packed = data.id.get_create_plist().get_nfilters() > 0
        return packed and not data.dtype.hasobject and count * data.dtype.itemsize <= self._limit


def _inside(values: Values, field: Field) -> Values:
    for name in field:
        values = values[name]
    return values


def fetcher(
    path: str, found: h5d.DatasetID, kind: Kind, field: Field, records: Records, file: FlatFile
) -> Reader:
    """The function that reads windows; what the file holds less of than its dimensions is filled.

    Args:
        path: of the array, for messages.
        found: the data set.
        kind: what its values, or those of the field, become.
        field: of a record; empty where a cell is a value.
        records: of the file, through which fields are read.
        file: the bytes, for values that need no library.
    """
    stored = tuple(int(n) for n in found.shape)
    lost: list[Stored] | None = None
    flat: FlatValues | None = None
    if _missing_filters(found):
        _load_filters()

    def fetch(window: Window) -> Values:
        inside = tuple(
            slice(min(p.start, n), min(p.stop, n), p.step) for p, n in zip(window, stored, strict=True)
        )
        values = without_library(inside)
        if values is None:
            values = by_library(inside)
        if inside == window:
            return values
        lengths = [len(range(p.start, p.stop, p.step)) for p in window]
        full = np.empty([*lengths, *kind.cell], kind.dtype)
        with HDF5_LOCK:
            full[...] = _fill(found, kind, field)
        full[tuple(slice(0, n) for n in values.shape)] = values
        return full

    def without_library(window: Window) -> Values | None:
        nonlocal lost, flat
        if lost is None:
            import h5py

            with HDF5_LOCK:
                try:
                    lost = beyond(found)
                    flat = None if lost or field else flat_values(h5py.Dataset(found), file)
                except DAMAGED as error:
                    raise _refusal(path, found, window, error) from error
        values = flat.read(window) if flat else None
        return None if values is None else kind.convert(values)

    def by_library(window: Window) -> Values:
        import h5py

        with HDF5_LOCK:
            try:
                _refuse_lost(path, lost or (), window, found)
                return kind.convert(_raw(h5py.Dataset(found), field, records, window))
            except DAMAGED as error:
                raise _refusal(path, found, window, error) from error

    return fetch


def _raw(data: h5py.Dataset, field: Field, records: Records, window: Window) -> Any:
    """The values as h5py gives them."""

    def read(part: Window) -> Any:
        return records.read(data.id, field, part) if field else values_of(data, part)

    if not data.dtype.hasobject:
        return read(window)
    chunk = bytes_of(data.chunks or (0,), data.id.get_type().get_size())
    return in_parts(read, window, file_size(data.id), chunk)


def in_cells(read: Reader, rank: int) -> Reader:
    """A reader whose windows have the axes of the array in each cell after those of the data set.

    Args:
        read: gives windows of whole cells.
        rank: number of axes of the data set.
    """

    def part(window: Window) -> Values:
        whole = (slice(None),) * rank
        return read(window[:rank])[whole + window[rank:]]

    return part


def _fill(found: h5d.DatasetID, kind: Kind, field: Field) -> Any:
    """What the data set holds where nothing was written."""
    if kind.text:
        return ""
    dtype = np.dtype((kind.dtype, kind.cell))
    for name in reversed(field or ("value",)):
        dtype = np.dtype([(name, dtype)])
    record = np.zeros((), dtype)
    found.get_create_plist().get_fill_value(record if field else record["value"])
    return _inside(record, field or ("value",))


def _refuse_lost(path: str, lost: Sequence[Stored], window: Window, found: h5d.DatasetID) -> None:
    """Stop before HDF5 looks for what the file does not hold."""
    for stored in lost:
        if stored.meets(window):
            told = f"the values of '{path}' are not all there: {stored} would be beyond the end"
            raise Truncated(f"{told} of the file, byte {file_size(found):,}", hint=COPY)


def _refusal(path: str, found: h5d.DatasetID, window: Window, error: BaseException) -> ReadError:
    """Why the values cannot be had."""
    missing = _missing_filters(found)
    if missing:
        return FilterMissing(
            f"the values of '{path}' are compressed with {' and '.join(missing)}, which is not installed",
            hint=_way_to(missing),
        )
    said, damaged = reason(error), first_damaged(found, window)
    part = f"{damaged} of '{path}'" if damaged else f"the values of '{path}'"
    text = f"{part} cannot be read ({said})"
    if "addr overflow" in said or "beyond end" in said or "file read failed" in said:
        return Truncated(text, hint=COPY)
    return CorruptFile(text, hint=COPY)


def _load_filters() -> None:
    """Let HDF5 know the filters of the package hdf5plugin, where that is installed."""
    with suppress(ImportError):
        import_module("hdf5plugin")


def _way_to(missing: Sequence[str]) -> str:
    if any(name.startswith("LZO") for name in missing):
        return "PyTables reads LZO and writes it anew: ptrepack --complib=zlib --complevel=5 IN OUT"
    return "pip install hdf5plugin, or write the file with gzip: h5repack -f GZIP=5 IN OUT"


def _missing_filters(found: h5d.DatasetID) -> list[str]:
    from h5py import h5z

    creation = found.get_create_plist()
    missing = []
    for i in range(creation.get_nfilters()):
        number, _, _, name = creation.get_filter(i)
        if not h5z.filter_avail(number):
            known = FILTERS.get(number) or name.decode("utf-8", "replace").split(";")[0] or "a filter"
            missing.append(f"{known} (HDF5 filter {number})")
    return missing
