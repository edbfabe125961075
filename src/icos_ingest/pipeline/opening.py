"""Open whatever the user gave: find the member, the reader, the station; then read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest import detect, registry
from icos_ingest.content import Content, Reader
from icos_ingest.dataset import Origin, as_node, in_units, station_of, to_dataset, to_datatree
from icos_ingest.errors import IcosIngestError, LimitExceeded, OptionError, SourceError
from icos_ingest.model import Detection, Options, Source
from icos_ingest.pipeline.fitting import TEXT, WRAPPERS, ZIPPED, Fitting
from icos_ingest.pipeline.said import Given, Said, options_of, spec_of
from icos_ingest.portal import first_entry

if TYPE_CHECKING:
    import xarray as xr

    from icos_ingest.schema import Spec, Station

MEMBER = "!"
"""Between an archive and the path of its member, as in `archive.zip!member.csv`."""


def identify(source: Given, *, options: Options | None = None, **said: Unpack[Said]) -> Detection:
    """What a file is: format, evidence, why each other reader said no, which specifications fit.

    Args:
        source: a path, an fsspec URL, bytes, a binary file object, or `archive.zip!member`.
        options: what the file cannot tell; the same as keywords.
        **said: fields of `Options`.

    Raises:
        SourceError: the bytes cannot be had.
    """
    chosen = options_of(options, said)
    with ExitStack() as stack:
        found = locate(source, chosen, stack)
        detection = detect.identify(found, chosen)
        if detection.specs or detection.reader is None:
            return detection
        fitting = Fitting.of(None, detection, found, chosen, stack)
        inside = (fitting.spec.id,) if fitting.spec else fitting.candidates
        return replace(detection, specs=(inside,)) if inside and fitting.wrapped else detection


def locate(source: Given, options: Options, stack: ExitStack) -> Source:
    """The source that a user means; members of archives stay open until the stack is closed.

    Raises:
        SourceError: there is no such file or member.
    """
    if not isinstance(source, str) or MEMBER not in source or Path(source).exists():
        return Source.of(source)
    outer, *inner = source.split(MEMBER)
    found = Source.of(outer)
    for name in inner:
        detection = detect.identify(found, replace(options, reader=None))
        if detection.reader is None:
            raise SourceError("this is no archive", source=found.name)
        content = stack.enter_context(registry.reader(detection.reader).read(found, options, None))
        found = _member(content, name, found)
    return found


def _member(content: Content, name: str, outer: Source) -> Source:
    names = []
    for member in content.members():
        inner = (member.member or "").rsplit(MEMBER, 1)[-1]
        if inner == name:
            return member
        names.append(inner)
    listed = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
    raise SourceError(
        f"there is no member {name!r}", expected=listed or "a member; it has none", source=outer.name
    )


def again(source: Source, stack: ExitStack) -> Source:
    """The source, or a copy on disk of one that can be read one time only."""
    if not source.once:
        return source
    return Source.of(stack.enter_context(source.local_path()), name=source.name)


class Opened(Struct, frozen=True):
    """A content, and how it came to be."""

    source: Source
    content: Content
    detection: Detection
    spec: Spec | None
    station: Station | None
    options: Options


def open_source(source: Source, options: Options, spec: Spec | None, stack: ExitStack) -> Opened:
    """Identify and open a source; a container of one member is opened through to it.

    Raises:
        DetectionError: no reader knows it.
        ReadError: it cannot be opened.
    """
    if spec is not None and spec.encoding == ZIPPED and spec.format in TEXT:
        source = first_entry(again(source, stack))  # the portal knows no other, so neither do its values
    detection = detect.identify(source, options, fit=spec is None)
    reader = choose_reader(detection, spec, options)
    if reader is None:
        raise detect.undetected(detection, source)
    if detection.format in WRAPPERS:
        source = again(source, stack)  # it is looked into to see which specification fits, and then read
    fitting = Fitting.of(spec, detection, source, options, stack)
    spec = fitting.read_by if not fitting.wrapped else spec
    station = _station_by_name(source, options)
    if options.utc_offset is None and station is not None and station.utc_offset_h is not None:
        options = replace(options, utc_offset=station.utc_offset_h)
    content = stack.enter_context(reader.read(source, options, spec))
    if not content.tables() and not content.arrays():
        members = [member for _, member in zip(range(2), content.members(), strict=False)]
        if len(members) == 1:
            return _inside(members[0], options, spec, stack)
        if members:
            raise _which(content, source)
    station = station_of(content.facts, source.basename, options.station) or station
    return Opened(source, content, detection, spec, station, options)


def _inside(member: Source, options: Options, spec: Spec | None, stack: ExitStack) -> Opened:
    if member.name.count(MEMBER) > options.limits.depth:
        raise LimitExceeded(f"archives lie more than {options.limits.depth} deep", source=member.name)
    return open_source(member, replace(options, reader=None), spec, stack)


def choose_reader(detection: Detection, spec: Spec | None, options: Options) -> Reader | None:
    """The reader that the user named, the specification's, or the one that knows the file."""
    if options.reader is None and spec is not None and detection.format not in WRAPPERS:
        by_spec = detect.reader_for(spec.format)
        if by_spec is not None:
            return by_spec
    return registry.reader(detection.reader) if detection.reader else None


def _station_by_name(source: Source, options: Options) -> Station | None:
    from icos_ingest.content import Facts

    found = station_of(Facts("unknown"), source.basename, options.station)
    if options.station is not None and found is None:
        raise OptionError(f"there is no station {options.station!r}", expected="an id such as HTM or SE-Htm")
    return found


def _which(content: Content, source: Source) -> OptionError:
    names = [member.name for _, member in zip(range(10), content.members(), strict=False)]
    return OptionError(
        "it holds several files",
        expected="one of them, such as " + ", ".join(names[:10]),
        hint="name the one that you mean, or use open_datatree for all",
        source=source.name,
    )


def open_dataset(
    source: Given,
    *,
    spec: str | Spec | None = None,
    columns: Sequence[str] | None = None,
    units: Mapping[str, str] | None = None,
    chunks: Any = None,
    options: Options | None = None,
    **said: Unpack[Said],
) -> xr.Dataset:
    """One dataset in the documented model, whatever the file was.

    `time` is UTC, missing values are NaN, units are in UDUNITS spelling, flags are linked to what they flag,
    and the attributes say where all that comes from. Gridded data are lazy; close the dataset when done.

    Args:
        source: a path, an fsspec URL, bytes, a binary file object, or `archive.zip!member`.
        spec: id of the specification, a user's own file, or a `Spec`; by default the one that fits best.
        columns: variables to keep, None for all.
        units: variables to convert, such as `{"value": "umol mol-1"}`.
        chunks: for dask, as in `xarray.open_dataset`.
        options: what the file cannot tell; the same as keywords.
        **said: fields of `Options`, such as `day_first=True`, `time_zone="UTC"`, `station="SE-Htm"`.

    Raises:
        SourceError: the bytes cannot be had.
        DetectionError: no reader knows the file.
        ReadError: it cannot be opened.
        OptionError: options contradict each other or the file.
    """
    chosen = replace(options_of(options, said), all_columns=True)
    with ExitStack() as stack:
        opened = open_source(locate(source, chosen, stack), chosen, spec_of(spec), stack)
        origin = Origin(opened.source, opened.spec, opened.station)
        dataset = to_dataset(opened.content, origin, table=chosen.table, columns=columns, chunks=chunks)
        if units:
            dataset = in_units(dataset, units)
        dataset.set_close(stack.pop_all().close)
    return dataset


def _tree_of(members: Sequence[Source], options: Options, spec: Spec | None, stack: ExitStack) -> xr.DataTree:
    """A node for each member; what cannot be opened is left out, and named in the notes."""
    import xarray as xr

    nodes: dict[str, xr.Dataset] = {}
    notes = []
    for number, member in enumerate(members, start=1):
        name = member.member or f"member_{number}"
        try:
            opened = open_source(member, replace(options, reader=None), spec, stack)
            dataset = to_dataset(opened.content, Origin(opened.source, opened.spec, opened.station))
        except IcosIngestError as error:
            notes.append(f"{name} is left out: {error.what}")
            continue
        # A name from a file is no path to follow.
        parts = [part for part in name.split("/") if part not in ("", ".", "..")]
        nodes["/" + "/".join(parts or [f"member_{number}"])] = as_node(dataset)
    tree = xr.DataTree.from_dict(nodes)
    tree.attrs["kind"] = "tree"
    if notes:
        tree.attrs["notes"] = "\n".join(notes)
    return tree


def open_datatree(
    source: Given,
    *,
    spec: str | Spec | None = None,
    chunks: Any = None,
    options: Options | None = None,
    **said: Unpack[Said],
) -> xr.DataTree:
    """All groups of a netCDF or HDF5 file, all sheets of a workbook or all members of an archive as one tree.

    Takes and raises the same as `open_dataset`.
    """
    chosen = replace(options_of(options, said), all_columns=True)
    with ExitStack() as stack:
        located = locate(source, chosen, stack)
        detection = detect.identify(located, chosen)
        reader = choose_reader(detection, spec_of(spec), chosen)
        if reader is None:
            raise detect.undetected(detection, located)
        content = stack.enter_context(reader.read(located, chosen, spec_of(spec)))
        members = list(content.members())
        if members and not content.tables() and not content.arrays():
            tree = _tree_of(members[: chosen.limits.members], chosen, spec_of(spec), stack)
            tree.attrs.update(source_file=located.basename, source_format=content.facts.format)
        else:
            station = station_of(content.facts, located.basename, chosen.station)
            tree = to_datatree(content, Origin(located, spec_of(spec), station), chunks=chunks)
        tree.set_close(stack.pop_all().close)
    return tree
