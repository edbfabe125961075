"""Walking an HDF5 file: its groups and data sets, by hard links only.

Soft and external links are named, not followed: what a soft link names has a hard link of its own, and an
external link leads into a file that nobody uploaded. Values in other files are left alone, too. A group that
was met before is not entered again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from icos_ingest.arraylib.attributes import plain, shown, text_of
from icos_ingest.arraylib.hdf5_links import destination
from icos_ingest.arraylib.hdf5_outside import Elsewhere, elsewhere
from icos_ingest.arraylib.hdf5_types import dtype_of
from icos_ingest.arraylib.windows import bytes_of
from icos_ingest.errors import LimitExceeded
from icos_ingest.model import Fault, Limits, Place

if TYPE_CHECKING:
    from h5py import h5d, h5g

DAMAGED = (OSError, RuntimeError, KeyError, ValueError, TypeError, IndexError, OverflowError)
"""What h5py raises for what it cannot take; the kind does not tell why."""
HIDDEN = frozenset(
    {
        "REFERENCE_LIST",
        "DIMENSION_LIST",
        "DIMENSION_LABELS",
        "_Netcdf4Dimid",
        "_Netcdf4Coordinates",
        "_nc3_strict",
        "_NCProperties",
    }
)
"""Attributes of the libraries' own bookkeeping; CLASS and NAME are that only on a dimension scale."""


_DEPTH = 100
"""Groups within groups."""


def place(path: str, attribute: str | None = None) -> Place:
    """Where an object or its attribute stands."""
    group, _, name = path.rpartition("/")
    return Place(field=f"{name}@{attribute}" if attribute else name or None, group=group or None)


class Tree(Struct):
    """What a file holds.

    Attributes:
        datasets: by path, in the file's order of creation where it keeps one.
        groups: attributes by path.
        links: what a second name stands for, by path.
        names: paths of all links.
        faults: what could not be taken.
        notes: what was left out for good reason.
    """

    datasets: dict[str, h5d.DatasetID] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def guard(self, where: Place, what: str) -> Iterator[None]:
        """Turn what h5py raises into a fault and go on."""
        try:
            yield
        except DAMAGED as error:
            self.faults.append(Fault("damaged", where, expected=what, detail=reason(error)))


def reason(error: BaseException) -> str:
    """What the library says, without its Python wrapping."""
    return str(error.args[0] if error.args else error)[:300]


def walk(root: h5g.GroupID, limits: Limits, trusted: Path | None = None) -> Tree:
    """Everything that hard links reach.

    Args:
        root: of the opened file.
        limits: on the number of objects and the size of attributes.
        trusted: folder from which other files are looked for; None where none is to be opened.

    Raises:
        LimitExceeded: there are more objects than `limits.variables`.
    """
    walk = _Walk(limits, trusted)
    with walk.tree.guard(place("/"), "a root group that can be read"):
        walk.is_new("/", root)
    walk.waiting.append(("", root))
    while walk.waiting:
        walk.group(*walk.waiting.popleft())
    _tell_links(walk.tree)
    return walk.tree


class _Walk:
    """A walk over the groups of a file, breadth first."""

    def __init__(self, limits: Limits, trusted: Path | None) -> None:
        self.tree = Tree()
        self.waiting: deque[tuple[str, h5g.GroupID]] = deque()
        self._limits = limits
        self._trusted = trusted
        self._seen: dict[tuple[int, int], str] = {}

    def is_new(self, path: str, group: h5g.GroupID) -> bool:
        """Whether a group was not met before; else the path is another name for it."""
        known = self._seen.setdefault(address_of(group), path)
        if known != path:
            self.tree.links[path] = known
        return known == path

    def group(self, path: str, group: h5g.GroupID) -> None:
        """Look at the links of a group."""
        tree, limit = self.tree, self._limits.variables
        tree.groups[path or "/"] = attributes(group, path or "/", tree, self._limits)
        for name in _names(group, path, tree, limit):
            child = f"{path}/{shown(name)}"
            if len(tree.datasets) + len(self._seen) > limit:
                raise LimitExceeded(f"the file holds more than {limit:,} variables and groups")
            tree.names.add(child)
            with tree.guard(place(child), "an object that can be opened"):
                self._link(group, name, child)

    def _link(self, group: h5g.GroupID, name: bytes, path: str) -> None:
        from h5py import h5l, h5o

        kind = group.links.get_info(name).type
        if kind == h5l.TYPE_SOFT:
            self.tree.links[path] = shown(group.links.get_val(name))
        elif kind == h5l.TYPE_HARD:
            self._object(path, h5o.open(group, name))
        elif kind != h5l.TYPE_EXTERNAL:
            self.tree.faults.append(Fault("unsupported", place(path), detail="a link of a user's own kind"))
        else:
            file, target = group.links.get_val(name)
            self._external(group, name, path, f"{shown(file)}:{shown(target)}")

    def _external(self, group: h5g.GroupID, name: bytes, path: str, target: str) -> None:
        from h5py import h5o

        if self._trusted is not None:
            try:
                found = h5o.open(group, name)
            except DAMAGED:
                target += ", which is not there"
            else:
                self._object(path, found)
                return
        self.tree.faults.append(Fault("external-link", place(path), detail=target))

    def _object(self, path: str, found: Any) -> None:
        from h5py import h5d, h5g

        if isinstance(found, h5g.GroupID):
            if path.count("/") > _DEPTH:
                raise LimitExceeded(f"its groups are nested more than {_DEPTH} deep")
            if self.is_new(path, found):
                self.waiting.append((path, found))
        elif isinstance(found, h5d.DatasetID):
            address_of(found)  # what has a damaged header is told here, and is no scale for others
            where = elsewhere(found)
            if where is None or self._may_follow(path, where):
                self.tree.datasets[path] = found

    def _may_follow(self, path: str, where: Elsewhere) -> bool:
        """Whether values that lie elsewhere are to be read; if not, or not all are there, that is told."""
        if self._trusted is not None:
            if absent := where.absent(self._trusted):
                detail = f"{', '.join(absent)}, which is not there"
                self.tree.faults.append(Fault("external-link", place(path), detail=detail))
            return where.virtual or not absent
        if where.files:
            self.tree.faults.append(Fault("external-link", place(path), detail=str(where)))
        else:
            self.tree.notes.append(f"'{path}' is a view of other data sets, which are read where they stand")
        return False


def _tell_links(tree: Tree) -> None:
    """Say what soft links stand for, and which lead nowhere."""
    for path, target in tree.links.items():
        end = destination(path, tree.links, tree.names)
        if end is None:
            tree.faults.append(Fault("dangling-link", place(path), detail=target))
        else:
            tree.notes.append(f"'{path}' is another name for '{end}' and is not read a second time")


def address_of(found: Any) -> tuple[int, int]:
    """What tells an object from all others: its file's number and where it begins."""
    from h5py import h5o

    info = h5o.get_info(found)
    return int(info.fileno), int(info.addr)


def _names(group: h5g.GroupID, path: str, tree: Tree, limit: int) -> list[bytes]:
    """Names of the links, in the order of creation where the file keeps it; at most one beyond the limit."""
    from h5py import h5, h5p

    names: list[bytes] = []

    def take(name: bytes) -> bool | None:
        names.append(name)
        return len(names) > limit or None

    with tree.guard(place(path or "/"), "a group whose list of members can be read"):
        # Never asked twice: a second walk over a broken list has been seen to kill the process.
        tracked = group.get_create_plist().get_link_creation_order() & h5p.CRT_ORDER_TRACKED
        group.links.iterate(take, idx_type=h5.INDEX_CRT_ORDER if tracked else h5.INDEX_NAME)
    return names


def attributes(owner: Any, path: str, tree: Tree, limits: Limits) -> dict[str, Any]:
    """The attributes of an object, without the libraries' own; one of an odd type is noted."""
    from h5py import h5, h5a

    names: list[bytes] = []

    def take(name: bytes) -> bool | None:
        names.append(name)
        return len(names) > limits.variables or None

    with tree.guard(place(path), "attributes that can be listed"):
        h5a.iterate(owner, take, index_type=h5.INDEX_CRT_ORDER)
    if len(names) > limits.variables:
        raise LimitExceeded(f"'{path}' has more than {limits.variables:,} attributes")
    found: dict[str, Any] = {}
    for raw in names:
        name = shown(raw)
        if name in HIDDEN:
            continue
        with tree.guard(place(path, name), "an attribute that can be read"):
            value = _attribute(h5a.open(owner, raw), f"{path}@{name}", tree, limits)
            if value is not None:
                found[name] = value
    return found


def _attribute(attribute: Any, shown_as: str, tree: Tree, limits: Limits) -> Any:
    import numpy as np
    from h5py import h5s, h5t

    type_id = attribute.get_type()
    text, dtype = isinstance(type_id, h5t.TypeStringID), dtype_of(type_id)
    numbers = h5t.TypeIntegerID | h5t.TypeFloatID | h5t.TypeEnumID | h5t.TypeBitfieldID
    if dtype is None and isinstance(type_id, h5t.TypeBitfieldID):
        raise ValueError(f"it is a field of bits in {type_id.get_size():,} bytes")
    if dtype is None or not (text or isinstance(type_id, numbers)):
        tree.notes.append(f"The attribute '{shown_as}' is of a type that is not read")
        return None
    space = attribute.get_space()
    if space.get_simple_extent_type() == h5s.NULL:
        return "" if text else np.array([], dtype=dtype)
    size = bytes_of(attribute.shape, type_id.get_size())
    if size > limits.array:
        raise ValueError(f"it claims {size:,} bytes")
    values = np.empty(attribute.shape, dtype=dtype)
    attribute.read(values)
    if text and not attribute.shape:
        value: Any = values[()]
        return text_of(value) if isinstance(value, bytes) else str(value)
    return plain(values if text else values.astype(values.dtype.newbyteorder("=")))
