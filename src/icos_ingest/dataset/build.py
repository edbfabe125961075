"""The step from Content to Dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from icos_ingest.content import Content, Table
from icos_ingest.dataset.arrays import arrays_to_dataset, arrays_to_datatree
from icos_ingest.dataset.attributes import (
    CONVENTIONS,
    header_attributes,
    spell_units,
    station_attributes,
)
from icos_ingest.dataset.kinds import kind_of, positions
from icos_ingest.dataset.naming import as_node
from icos_ingest.dataset.netcdf_attributes import writable
from icos_ingest.dataset.tables import table_to_dataset
from icos_ingest.errors import OptionError, ReadError
from icos_ingest.model import Source
from icos_ingest.resources import version

if TYPE_CHECKING:
    import xarray as xr

    from icos_ingest.schema import Spec, Station


class Origin(Struct, frozen=True):
    """Where a dataset comes from, for its provenance."""

    source: Source
    spec: Spec | None = None
    station: Station | None = None


def to_dataset(
    content: Content,
    origin: Origin,
    *,
    table: str | None = None,
    columns: Sequence[str] | None = None,
    chunks: Any = None,
) -> xr.Dataset:
    """One dataset of a content, in the documented model.

    Args:
        content: its tables are used up; its arrays are read when asked for, so it must stay open.
        origin: for provenance.
        table: table or group, of several; by default the first that holds data.
        columns: names of variables to keep, None for all.
        chunks: for dask, as in `xarray.open_dataset`; gridded data only.

    Raises:
        OptionError: there is no such table or column.
        ReadError: there is nothing to make a dataset of.
    """
    tables = content.tables()
    notes: list[str] = list(content.facts.notes)
    if tables:
        found = _choose(tables, table, notes)
        dataset, more = table_to_dataset(found, content.facts, columns)
        notes += more
    elif content.arrays() or content.facts.attributes:
        dataset, more = _gridded(content, table, chunks)
        notes += more
        dataset = _only(dataset, columns)
    else:
        raise ReadError(
            "there is no table and no array in it",
            expected="a format that holds data",
            hint="icos-ingest validate says what is wrong with the file",
            source=origin.source.name,
        )
    _provenance(dataset, content, origin, notes)
    return dataset


def to_datatree(content: Content, origin: Origin, *, chunks: Any = None) -> xr.DataTree:
    """All tables or groups of a content as one tree; the root carries the provenance."""
    import xarray as xr

    tables = content.tables()
    notes = list(content.facts.notes)
    if len(tables) > 1:
        nodes = {}
        for name, table in tables.items():
            found, more = table_to_dataset(table, content.facts)
            nodes["/" + name.replace("/", "_")] = as_node(found)
            notes += [f"{name}: {note}" for note in more]
        tree = xr.DataTree.from_dict(nodes)
    elif tables:
        return xr.DataTree(as_node(to_dataset(content, origin)))
    else:
        tree, faults = arrays_to_datatree(content, chunks=chunks)
        notes += [f"{fault.place.field} is left as it stands: {fault.detail}" for fault in faults]
    root = tree.to_dataset(inherit=False)
    _provenance(root, content, origin, notes)
    tree.attrs.update(root.attrs | {"kind": "tree"})
    return tree


def _choose(tables: Mapping[str, Table], name: str | None, notes: list[str]) -> Table:
    if name is not None and name not in tables:
        known = " or ".join(repr(known) for known in tables if known)
        raise OptionError(
            f"there is no table {name!r}", expected=known or "no name, since there is one table"
        )
    if name is None and len(tables) > 1:
        first, *rest = tables
        notes.append(f"this is table {first!r}; there are also {', '.join(map(repr, rest))}")
        return tables[first]
    return tables[name] if name is not None else next(iter(tables.values()))


def _gridded(content: Content, table: str | None, chunks: Any) -> tuple[xr.Dataset, list[str]]:
    """The arrays of one group, with their kind and units by the model, and notes."""
    notes: list[str] = []
    group = _group(content, table, notes)
    dataset, faults = arrays_to_dataset(content, group, chunks)
    notes += [f"{fault.place.field} is left as it stands: {fault.detail}" for fault in faults]
    for key, value in writable(content.facts.attributes).items():
        dataset.attrs.setdefault(key, value)
    dataset.attrs["kind"] = kind = kind_of(dataset)
    if kind == "trajectory":
        dataset = dataset.set_coords(positions(dataset))
    spell_units(dataset)
    return dataset, notes


def _group(content: Content, wanted: str | None, notes: list[str]) -> str:
    """The group that was asked for, else the root if it holds arrays, else the first that does."""
    filled = list(dict.fromkeys(array.group for array in content.arrays().values()))
    if wanted is not None:
        found = "/" + wanted.strip("/")
        if found not in filled:
            raise OptionError(f"there is no group {wanted!r} with data", expected=" or ".join(filled))
        return found
    group = "/" if "/" in filled or not filled else filled[0]
    if others := [path for path in filled if path != group]:
        notes.append(f"this is group {group!r}; there are also {', '.join(map(repr, others[:20]))}")
    return group


def _only(dataset: xr.Dataset, columns: Sequence[str] | None) -> xr.Dataset:
    if columns is None:
        return dataset
    unknown = [name for name in columns if name not in dataset]
    if unknown:
        raise OptionError(
            f"there is no variable {unknown[0]!r}", expected=", ".join(map(str, dataset.variables))
        )
    return dataset[list(columns)]


def _provenance(dataset: xr.Dataset, content: Content, origin: Origin, notes: list[str]) -> None:
    """Format, specification, source, station and what normalisation changed, as global attributes."""
    facts = content.facts
    attributes = header_attributes(facts)
    attributes["source_file"] = origin.source.basename
    if origin.source.sha256:
        attributes["source_sha256"] = origin.source.sha256
    attributes["source_format"] = facts.format
    if origin.spec is not None:
        attributes["object_specification"] = origin.spec.uri or origin.spec.id
    attributes.update(station_attributes(origin.station))
    if notes:
        attributes["notes"] = "\n".join(notes)
    attributes["ingested_by"] = f"icos-ingest {version()}"
    for key, value in attributes.items():
        dataset.attrs.setdefault(key, value)
    dataset.attrs.setdefault("Conventions", CONVENTIONS)
