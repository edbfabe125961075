"""An opened HDF5 file, netCDF-4 or not, as a content.

Both are read by one piece of code with h5py: netCDF-4 is HDF5 with conventions of its own, and one walk
means that links, types and claimed sizes are looked at in one place.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.hdf5_dims import Axes, name_axes, variable_name
from icos_ingest.arraylib.hdf5_tree import DAMAGED, Tree, attributes, place, reason, walk
from icos_ingest.arraylib.hdf5_types import Kind, kind_of
from icos_ingest.arraylib.windows import HDF5_LOCK, Window, bounded, bytes_of
from icos_ingest.content import Array, Content, Facts, Values
from icos_ingest.errors import (
    CorruptFile,
    FilterMissing,
    LimitExceeded,
    ReadError,
    Truncated,
)
from icos_ingest.model import Fault, Limits, Options, Source

if TYPE_CHECKING:
    from h5py import h5d, h5f

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
_SPARSE = 10_000_000
"""Bytes up to which an array may be far larger than its storage."""


class Hdf5Content(Content):
    """The data sets of an HDF5 file as arrays."""

    def __init__(self, source: Source, options: Options, format_name: str) -> None:
        self._limits = options.limits
        self._stack = ExitStack()
        try:
            path = self._stack.enter_context(source.local_path(limit=options.limits.spool))
            with HDF5_LOCK:
                file = _open(str(path), source.name)
                self._stack.callback(_close, file)
                self._load(file, format_name)
        except BaseException:
            self._stack.close()
            raise

    def _load(self, file: h5f.FileID, format_name: str) -> None:
        from h5py import h5g

        try:
            root = h5g.open(file, b"/")
        except DAMAGED as error:
            raise CorruptFile(f"the root group cannot be opened ({reason(error)})", hint=_COPY) from error
        tree = walk(root, self._limits)
        self._arrays = _arrays(tree, self._limits)
        self._groups = {path: attrs for path, attrs in tree.groups.items() if path != "/"}
        self.facts = Facts(
            format_name,
            attributes=tree.groups.get("/", {}),
            faults=tuple(tree.faults),
            notes=tuple(tree.notes),
        )

    def arrays(self) -> dict[str, Array]:
        return self._arrays

    def groups(self) -> dict[str, dict[str, Any]]:
        return self._groups

    def close(self) -> None:
        with HDF5_LOCK:
            self._stack.close()


_COPY = "the file is damaged; copy it again from where it was written"


def _open(path: str, name: str) -> h5f.FileID:
    from h5py import h5f

    try:
        return h5f.open(path.encode(), h5f.ACC_RDONLY, fapl=_access())
    except DAMAGED as error:
        said = reason(error)
        if "truncated file" in said:
            raise Truncated(
                f"the file is shorter than it says ({said})",
                hint="it was cut off; copy it again from where it was written",
                source=name,
            ) from error
        if "already open for write" in said:
            raise CorruptFile(
                "the program that wrote the file did not close it",
                hint="write it again, or mend it with h5clear -s",
                source=name,
            ) from error
        raise CorruptFile(
            f"the HDF5 library cannot open the file ({said})", hint=_COPY, source=name
        ) from error


def _access() -> Any:
    """How files are opened: without locks, since nothing is written; closing closes all."""
    from h5py import h5f, h5p

    access = h5p.create(h5p.FILE_ACCESS)
    access.set_fclose_degree(h5f.CLOSE_STRONG)
    access.set_file_locking(False, True)
    return access


def _close(file: h5f.FileID) -> None:
    with HDF5_LOCK:
        if file.valid:
            file.close()


def _arrays(tree: Tree, limits: Limits) -> dict[str, Array]:
    axes = name_axes(tree.datasets)
    arrays = {}
    for path, found in tree.datasets.items():
        known, name = axes.get(path), variable_name(path)
        if known is None:
            _without_shape(name, found, tree)
            continue
        if not known.variable:
            continue
        try:
            with tree.guard(place(name), "an array that can be opened"):
                if array := _array(name, found, known, tree, limits):
                    arrays[name] = array
        except ReadError as error:
            tree.faults.append(Fault(error.kind, place(name), expected=error.expected, detail=error.what))
    return arrays


def _without_shape(path: str, found: h5d.DatasetID, tree: Tree) -> None:
    """Say why a data set has no shape: it was declared without values, or it is broken."""
    from h5py import h5s

    with tree.guard(place(path), "an array whose shape can be read"):
        if found.get_space().get_simple_extent_type() != h5s.NULL:
            raise ValueError("the shape cannot be read")
        tree.notes.append(f"'{path}' was declared without any values")


def _array(path: str, found: h5d.DatasetID, axes: Axes, tree: Tree, limits: Limits) -> Array | None:
    """The data set as an array; None where its values lie outside of the file."""
    from h5py import h5d

    kind = kind_of(found.get_type())
    creation = found.get_create_plist()
    if creation.get_layout() == h5d.VIRTUAL or creation.get_external_count():
        tree.faults.append(Fault("external-link", place(path), detail="the values lie in other files"))
        return None
    size, stored = bytes_of(axes.shape, kind.itemsize), found.get_storage_size()
    if size > max(_SPARSE, stored * limits.ratio) and size > limits.unpacked:
        raise LimitExceeded(f"it claims {size:,} bytes of values but stores {stored:,}")
    attrs = attributes(found, path, tree, limits)
    if axes.scale:
        attrs = {name: value for name, value in attrs.items() if name not in ("CLASS", "NAME")}
    if _missing_filters(found):
        _load_filters()
    chunks = creation.get_chunk() if creation.get_layout() == h5d.CHUNKED else None
    return Array(
        path=path,
        dims=axes.dims,
        shape=axes.shape,
        dtype=kind.dtype,
        attrs={**kind.attrs, **attrs},
        read=bounded(path, axes.shape, kind.itemsize, limits.array, _fetcher(path, found, kind)),
        chunks=tuple(int(n) for n in chunks) if chunks else None,
    )


def _fetcher(path: str, found: h5d.DatasetID, kind: Kind) -> Any:
    """The function that reads windows; what the file holds less of than its dimensions is filled."""
    stored = tuple(int(n) for n in found.shape)

    def fetch(window: Window) -> Values:
        import h5py

        inside = tuple(
            slice(min(p.start, n), min(p.stop, n), p.step) for p, n in zip(window, stored, strict=True)
        )
        with HDF5_LOCK:
            try:
                values = kind.convert(h5py.Dataset(found)[inside])
            except DAMAGED as error:
                raise _refusal(path, found, error) from error
            if inside == window:
                return values
            full = np.full(
                [len(range(p.start, p.stop, p.step)) for p in window], _fill(found, kind), kind.dtype
            )
        full[tuple(slice(0, n) for n in values.shape)] = values
        return full

    return fetch


def _fill(found: h5d.DatasetID, kind: Kind) -> Any:
    if kind.text:
        return ""
    value = np.zeros((), kind.dtype)
    found.get_create_plist().get_fill_value(value)
    return value[()]


def _refusal(path: str, found: h5d.DatasetID, error: BaseException) -> ReadError:
    """Why the values cannot be had."""
    missing = _missing_filters(found)
    if missing:
        return FilterMissing(
            f"the values of '{path}' are compressed with {' and '.join(missing)}, which is not installed",
            hint="install the package hdf5plugin, or write the file with gzip",
        )
    said = reason(error)
    text = f"the values of '{path}' cannot be read ({said})"
    if "addr overflow" in said or "beyond end" in said or "file read failed" in said:
        return Truncated(text, hint=_COPY)
    return CorruptFile(text, hint=_COPY)


def _load_filters() -> None:
    """Let HDF5 know the filters of the package hdf5plugin, where that is installed."""
    with suppress(ImportError):
        import_module("hdf5plugin")


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
