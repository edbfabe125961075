"""Walking an HDF5 file: its groups and data sets, by hard links only.

Soft and external links are named, not followed: what a soft link names has a hard link of its own, and an
external link leads into a file that nobody uploaded. A group that was met before is not entered again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from icos_ingest.arraylib.attributes import plain, text_of
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


def shown(name: bytes) -> str:
    """A link's name as text."""
    return name.decode("utf-8", "backslashreplace")


def place(path: str, attribute: str | None = None) -> Place:
    """Where an object or its attribute stands."""
    group, _, name = path.rpartition("/")
    return Place(field=f"{name}@{attribute}" if attribute else name or None, group=group or None)


@dataclass
class Tree:
    """What a file holds.

    Attributes:
        datasets: by path, in the file's order of creation where it keeps one.
        groups: attributes by path.
        faults: what could not be taken.
        notes: what was left out for good reason.
    """

    datasets: dict[str, h5d.DatasetID] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
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


def walk(root: h5g.GroupID, limits: Limits) -> Tree:
    """Everything that hard links reach.

    Args:
        root: of the opened file.
        limits: on the number of objects and the size of attributes.

    Raises:
        LimitExceeded: there are more objects than `limits.variables`.
    """
    tree = Tree()
    waiting: list[tuple[str, h5g.GroupID]] = [("", root)]
    seen: dict[int, str] = {}
    with tree.guard(place("/"), "a root group that can be read"):
        seen[_address(root)] = "/"
    while waiting:
        path, group = waiting.pop(0)
        tree.groups[path or "/"] = attributes(group, path or "/", tree, limits)
        for name in _names(group, path, tree):
            child = f"{path}/{shown(name)}"
            if len(tree.datasets) + len(seen) > limits.variables:
                raise LimitExceeded(f"the file holds more than {limits.variables:,} variables and groups")
            with tree.guard(place(child), "an object that can be opened"):
                _visit(group, name, child, tree, waiting, seen)
    return tree


def _visit(
    group: h5g.GroupID,
    name: bytes,
    path: str,
    tree: Tree,
    waiting: list[tuple[str, h5g.GroupID]],
    seen: dict[int, str],
) -> None:
    from h5py import h5d, h5g, h5l, h5o

    kind = group.links.get_info(name).type
    if kind == h5l.TYPE_EXTERNAL:
        file, target = group.links.get_val(name)
        tree.faults.append(Fault("external-link", place(path), detail=f"{shown(file)}:{shown(target)}"))
        return
    if kind == h5l.TYPE_SOFT:
        target = shown(group.links.get_val(name))
        tree.notes.append(f"'{path}' is another name for '{target}' and is not read a second time")
        return
    if kind != h5l.TYPE_HARD:
        tree.faults.append(Fault("unsupported", place(path), detail="a link of a user's own kind"))
        return
    found = h5o.open(group, name)
    if isinstance(found, h5d.DatasetID):
        tree.datasets[path] = found
    elif isinstance(found, h5g.GroupID):
        address = _address(found)
        if address in seen:
            tree.notes.append(f"'{path}' is the group '{seen[address]}' again and is not read a second time")
            return
        seen[address] = path
        waiting.append((path, found))


def _address(group: h5g.GroupID) -> int:
    from h5py import h5o

    return int(h5o.get_info(group).addr)


def _names(group: h5g.GroupID, path: str, tree: Tree) -> list[bytes]:
    """Names of the links, in the order of creation where the file keeps it."""
    from h5py import h5, h5p

    names: list[bytes] = []
    with tree.guard(place(path or "/"), "a group whose list of members can be read"):
        # Never asked twice: a second walk over a broken list has been seen to kill the process.
        tracked = group.get_create_plist().get_link_creation_order() & h5p.CRT_ORDER_TRACKED
        group.links.iterate(names.append, idx_type=h5.INDEX_CRT_ORDER if tracked else h5.INDEX_NAME)
    return names


def attributes(owner: Any, path: str, tree: Tree, limits: Limits) -> dict[str, Any]:
    """The attributes of an object, without the libraries' own; one of an odd type is noted."""
    from h5py import h5, h5a

    names: list[bytes] = []
    with tree.guard(place(path), "attributes that can be listed"):
        h5a.iterate(owner, names.append, index_type=h5.INDEX_CRT_ORDER)
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
    text = isinstance(type_id, h5t.TypeStringID)
    if not text and not isinstance(
        type_id, h5t.TypeIntegerID | h5t.TypeFloatID | h5t.TypeEnumID | h5t.TypeBitfieldID
    ):
        tree.notes.append(f"The attribute '{shown_as}' is of a type that is not read")
        return None
    space = attribute.get_space()
    if space.get_simple_extent_type() == h5s.NULL:
        return "" if text else np.array([], dtype=attribute.dtype)
    size = bytes_of(attribute.shape, type_id.get_size())
    if size > limits.array:
        raise ValueError(f"it claims {size:,} bytes")
    values = np.empty(attribute.shape, dtype=attribute.dtype)
    attribute.read(values)
    if text and not attribute.shape:
        value: Any = values[()]
        return text_of(value) if isinstance(value, bytes) else str(value)
    return plain(values if text else values.astype(values.dtype.newbyteorder("=")))
