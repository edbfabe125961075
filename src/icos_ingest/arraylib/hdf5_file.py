"""An opened HDF5 file, netCDF-4 or not, as a content.

Both are read by one piece of code with h5py: netCDF-4 is HDF5 with conventions of its own, and one walk
means that links, types and claimed sizes are looked at in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from icos_ingest.arraylib.attributes import text_of
from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.hdf5_dims import Axes, name_axes, variable_name
from icos_ingest.arraylib.hdf5_heaps import endless_heap
from icos_ingest.arraylib.hdf5_references import first_broken
from icos_ingest.arraylib.hdf5_tree import DAMAGED, Tree, attributes, place, reason, walk
from icos_ingest.arraylib.hdf5_types import Kind, fields_of, is_reference, kept_kind, kind_of
from icos_ingest.arraylib.hdf5_values import COPY, Records, fetcher, in_cells
from icos_ingest.arraylib.hdfeos import FieldAxes, structures
from icos_ingest.arraylib.windows import HDF5_LOCK, Reader, bounded, bytes_of
from icos_ingest.content import Array, Content, Facts
from icos_ingest.errors import CorruptFile, LimitExceeded, ReadError, Truncated
from icos_ingest.model import Fault, Limits, Options, Source

if TYPE_CHECKING:
    from h5py import h5d, h5f
    from h5py.h5t import TypeID

_STRUCTURE = "/HDFEOS INFORMATION/StructMetadata."
_LENGTHS = 8
"""Bytes of a length, in all but the oddest files."""
_SHORT = re.compile(
    r"truncated file: eof = (?P<end>\d+), .*base_addr = (?P<base>\d+), .*eof = (?P<claimed>\d+)"
)
"""What the library says of a file that is shorter than its superblock states."""
_SPARSE = 10_000_000
"""Bytes up to which an array may be far larger than its storage."""


class Hdf5Content(Content):
    """The data sets of an HDF5 file as arrays."""

    def __init__(self, source: Source, options: Options, format_name: str) -> None:
        self._limits = options.limits
        self._stack = ExitStack()
        try:
            path = self._stack.enter_context(source.local_path(limit=options.limits.spool))
            self._bytes = FlatFile(path)
            self._stack.callback(self._bytes.close)
            with HDF5_LOCK:
                file = _open(str(path), source.name)
                self._stack.callback(_close, file)
                self._file = file
                _refuse_endless(file, path, source.name)
                self._load(file, format_name, path.parent if options.trust else None)
        except BaseException:
            self._stack.close()
            raise

    def _load(self, file: h5f.FileID, format_name: str, trusted: Path | None) -> None:
        from h5py import h5g

        try:
            root = h5g.open(file, b"/")
        except DAMAGED as error:
            raise CorruptFile(f"the root group cannot be opened ({reason(error)})", hint=COPY) from error
        tree = walk(root, self._limits, trusted)
        self._arrays, self._kept = _arrays(tree, self._limits, self._bytes)
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

    def audit(self) -> Iterator[Fault]:
        """Read once what no dataset holds, to see whether it can be read."""
        for path, array in self._kept.items():
            for window, values in array.pieces(self._limits.array):
                where = replace(place(path), index=tuple(part.start for part in window))
                if isinstance(values, ReadError):
                    yield Fault(values.kind, where, expected=values.expected, detail=values.what)
                    continue
                with HDF5_LOCK:
                    broken = first_broken(values, self._file)
                if broken:
                    told = f"reference {broken[0]:,} from there leads to nothing that can be opened"
                    yield Fault("damaged", where, detail=f"{told} ({broken[1]})")

    def close(self) -> None:
        with HDF5_LOCK:
            self._stack.close()


def _open(path: str, name: str) -> h5f.FileID:
    from h5py import h5f

    try:
        return h5f.open(path.encode(), h5f.ACC_RDONLY, fapl=_access())
    except DAMAGED as error:
        said = reason(error)
        if "truncated file" in said:
            raise Truncated(
                _shortness(said), hint="it was cut off; copy it again from where it was written", source=name
            ) from error
        if "already open for write" in said:
            raise CorruptFile(
                "the program that wrote the file did not close it",
                hint=f"write it again, or, if it was written to its end, mend it: h5clear -s {name}",
                source=name,
            ) from error
        raise CorruptFile(
            f"the HDF5 library cannot open the file ({said})", hint=COPY, source=name
        ) from error


def _shortness(said: str) -> str:
    """How much is missing, in words; the library counts what is there from behind a user block."""
    short = _SHORT.search(said)
    if short is None:
        return f"the file is shorter than it says ({said})"
    there = int(short["end"]) + int(short["base"])
    return f"the file has {there:,} bytes of the {int(short['claimed']):,} that it states"


def _refuse_endless(file: h5f.FileID, path: Path, name: str) -> None:
    """Stop before the library goes round a heap for ever."""
    lengths = file.get_create_plist().get_sizes()[1]
    at = endless_heap(path) if lengths == _LENGTHS else None
    if at is not None:
        told = f"the heap of texts and references has free space of no length at byte {at:,}"
        raise CorruptFile(told, hint=COPY, source=name)


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


def _arrays(tree: Tree, limits: Limits, file: FlatFile) -> tuple[dict[str, Array], dict[str, Array]]:
    """The arrays of a file, and those that no dataset holds."""
    described = structures(_structure(tree, limits))
    tree.notes.extend(map(str, described))
    axes = name_axes(tree.datasets, FieldAxes(described))
    arrays: dict[str, Array] = {}
    kept: dict[str, Array] = {}
    records = Records(limits.array)
    for path, found in tree.datasets.items():
        known, name = axes.get(path), variable_name(path)
        if known is None:
            _without_shape(name, found, tree)
            continue
        if not known.variable:
            continue
        if len(arrays) + len(kept) > limits.variables:
            raise LimitExceeded(f"the file holds more than {limits.variables:,} variables")
        try:
            with tree.guard(place(name), "an array that can be opened"):
                for array, held in _parts(name, found, known, tree, limits, records, file):
                    if not held:
                        kept[array.path] = array
                        continue
                    given = array.path
                    # The name of a field may be that of a data set, or of another's field.
                    while given in arrays or (given != name and given in tree.datasets):
                        given += "_"
                    arrays[given] = replace(array, path=given)
        except ReadError as error:
            tree.faults.append(Fault(error.kind, place(name), expected=error.expected, detail=error.what))
    return arrays, kept


def _structure(tree: Tree, limits: Limits) -> str:
    """The structural metadata of HDF-EOS5, from one data set or several; empty where there are none."""
    import h5py

    parts = []
    for path in sorted(path for path in tree.datasets if path.startswith(_STRUCTURE)):
        with tree.guard(place(path), "structural metadata that can be read"):
            found = tree.datasets[path]
            if bytes_of(found.shape, found.get_type().get_size()) <= limits.array:
                parts += [text_of(bytes(part)) for part in h5py.Dataset(found)[...].ravel()]
    return "".join(parts)


def _without_shape(path: str, found: h5d.DatasetID, tree: Tree) -> None:
    """Say why a data set has no shape: it was declared without values, or it is broken."""
    from h5py import h5s

    with tree.guard(place(path), "an array whose shape can be read"):
        if found.get_space().get_simple_extent_type() != h5s.NULL:
            raise ValueError("the shape cannot be read")
        tree.notes.append(f"'{path}' was declared without any values")


def _parts(
    path: str,
    found: h5d.DatasetID,
    axes: Axes,
    tree: Tree,
    limits: Limits,
    records: Records,
    file: FlatFile,
) -> Iterator[tuple[Array, bool]]:
    """The data set as one array, or as one for each field; and whether a dataset can hold it."""
    type_id = found.get_type()
    size, stored = bytes_of(axes.shape, type_id.get_size()), found.get_storage_size()
    if size > max(_SPARSE, stored * limits.ratio) and size > limits.unpacked:
        raise LimitExceeded(f"it claims {size:,} bytes of values but stores {stored:,}")
    chunk = bytes_of(_chunks(found) or (), type_id.get_size())
    if chunk > limits.array:
        raise LimitExceeded(f"it has chunks of {chunk:,} bytes, each of which has to be unpacked as a whole")
    fields = fields_of(type_id)
    if len(fields) > limits.variables:
        raise LimitExceeded(f"its records have {len(fields):,} fields")
    attrs = attributes(found, path, tree, limits)
    if axes.scale:
        attrs = {name: value for name, value in attrs.items() if name not in ("CLASS", "NAME")}
    for field, of_field in fields.items():
        name = ".".join((path, *(part.replace("/", "_") for part in field)))
        kind = _kind(name, of_field, tree)
        if kind is None:
            continue
        fetch = fetcher(name, found, kind, field, records, file)
        values = bounded(name, axes.shape, kind.cell_bytes, limits.array, fetch)
        yield _array(name, axes, kind, attrs, values, _chunks(found) if kind.held else None), kind.held


def _kind(name: str, type_id: TypeID, tree: Tree) -> Kind | None:
    """What becomes of the values; what no dataset holds is a fault, and None where nobody can read it."""
    if is_reference(type_id) and (kept := kept_kind(type_id)):
        tree.notes.append(f"'{name}' refers to other parts of the file, which are read where they stand")
        return kept
    try:
        return kind_of(type_id)
    except ReadError as error:
        kept = kept_kind(type_id)
        fault = Fault(error.kind if kept is None else "kept-out", place(name), detail=error.what)
        tree.faults.append(fault)
        return kept


def _array(
    path: str, axes: Axes, kind: Kind, attrs: dict[str, Any], read: Reader, chunks: tuple[int, ...] | None
) -> Array:
    """The array of these values; an array in each cell adds axes of its own."""
    own = path.rpartition("/")[2]
    return Array(
        path=path,
        dims=(*axes.dims, *(f"{own}.dim_{i}" for i in range(len(kind.cell)))),
        shape=(*axes.shape, *kind.cell),
        dtype=kind.dtype,
        attrs={**kind.attrs, **attrs},
        read=in_cells(read, len(axes.shape)) if kind.cell else read,
        chunks=None if chunks is None else (*chunks, *kind.cell),
    )


def _chunks(found: h5d.DatasetID) -> tuple[int, ...] | None:
    from h5py import h5d

    creation = found.get_create_plist()
    return tuple(map(int, creation.get_chunk())) if creation.get_layout() == h5d.CHUNKED else None
