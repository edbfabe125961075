"""The portal's own verdict, extract and stored columns, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import numpy.typing as npt
from msgspec import Struct

from icos_ingest import detect
from icos_ingest.content import Content
from icos_ingest.errors import ReadError
from icos_ingest.model import Options, Source
from icos_ingest.pipeline.fitting import NETCDF, TEXT
from icos_ingest.pipeline.opening import choose_reader, locate
from icos_ingest.pipeline.portal import as_uploaded
from icos_ingest.pipeline.said import Given, spec_of
from icos_ingest.portal import GridFold, SeriesFold, StoredColumns, columns_of, judge_unread, read_as_portal
from icos_ingest.schema import Spec


class Ingested(Struct, frozen=True):
    """What the portal would make of a file.

    Attributes:
        verdict: `accepted`, `rejected` or `stored`.
        reason: why it would refuse.
        extract: the JSON that it would return.
        columns: (title, values of the stored big-endian type), in stored order; empty unless accepted.
    """

    verdict: str
    reason: str | None = None
    extract: Mapping[str, object] | None = None
    columns: tuple[tuple[str, npt.NDArray[Any]], ...] = ()


def ingest(
    source: Given,
    *,
    spec: str | Spec,
    nrows: int | None = None,
    utc_offset: float = 0,
    variables: Sequence[str] = (),
) -> Ingested:
    """Do what the portal does with the bytes of an upload.

    Args:
        source: a path, an fsspec URL, bytes, a binary file object, or `archive.zip!member`.
        spec: id of the specification, a user's own file, or a `Spec`.
        nrows: rows according to the upload metadata; most formats need it.
        utc_offset: of the station in hours, for stamps in its local standard time.
        variables: of a spatial netCDF, those to preview according to the upload metadata.

    Raises:
        SourceError: the bytes cannot be had.
        SchemaFileError: the specification is broken or unknown.
    """
    found = spec_of(spec)
    assert found is not None, "it was given"
    options = Options(n_rows=nrows, utc_offset=utc_offset)
    with ExitStack() as stack:
        located = locate(source, options, stack)
        if found.dataset is None:
            verdict = judge_unread(located.peek(4), found)
            return Ingested(verdict.verdict, verdict.reason, verdict.extract)
        if found.format in NETCDF:
            return _ingest_arrays(located, found, options, variables)
        return _ingest_text(located, found, options, stack)


def _ingest_text(source: Source, spec: Spec, options: Options, stack: ExitStack) -> Ingested:
    if spec.format not in TEXT:
        return Ingested("rejected", f"the portal cannot ingest objects of the format {spec.format}")
    try:
        return _fold(as_uploaded(source, spec, options, stack), spec, options)
    except ReadError as error:
        return Ingested("rejected", error.what)


def _ingest_arrays(source: Source, spec: Spec, options: Options, variables: Sequence[str]) -> Ingested:
    """Only what the portal would read is read; a spatial netCDF is stored as it is."""
    try:
        detection = detect.identify(source, options, fit=False)
        reader = choose_reader(detection, None, options)
        if reader is None:
            return Ingested("rejected", "the file is no netCDF")
        with reader.read(source, options, None) as content:
            arrays = content.arrays()
            series = SeriesFold(arrays, spec, keep=True) if spec.columns else None
            fold = series or GridFold(arrays, variables, {})
            for array in fold.wanted():
                for window in array.windows(options.limits.array):
                    part: Any = fold.look(array, array.read(window))
                    fold.join(array, part)
            verdict = fold.finish().verdict
            accepted = verdict.verdict == "accepted"
            columns = series.columns() if accepted and series else ()
    except ReadError as error:
        return Ingested("rejected", error.what)
    return Ingested(verdict.verdict, verdict.reason, verdict.extract, columns)


def _fold(content: Content, spec: Spec, options: Options) -> Ingested:
    stored = StoredColumns(columns_of(content))
    verdict = read_as_portal(content, spec, options.n_rows, must_count=True, also=[stored.feed]).verdict
    kept = tuple(stored.finish()) if verdict.verdict == "accepted" else ()
    return Ingested(verdict.verdict, verdict.reason, verdict.extract, kept)
