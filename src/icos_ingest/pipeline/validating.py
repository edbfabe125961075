"""Judge one file or many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from icos_ingest.model import KEEP, BatchReport, Options, Report
from icos_ingest.pipeline.said import Given, Said, options_of
from icos_ingest.pipeline.starting import ahead
from icos_ingest.render import VIEW

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from icos_ingest.pipeline.job import Progress
    from icos_ingest.schema import Spec

INTERRUPTED = "interrupted-check"


def validate(
    source: Given | pd.DataFrame | xr.Dataset,
    *,
    spec: str | Spec | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    keep: int | None = KEEP,
    extra: Any = None,
    overview: bool = True,
    progress: Progress | None = None,
    name: str | None = None,
    apart: bool = False,
    options: Options | None = None,
    **said: Unpack[Said],
) -> Report:
    """Everything that is wrong with a file, a DataFrame or a Dataset, and what the portal would say.

    Never raises for bad data: whatever the bytes hold becomes a finding. What a library in C reads (netCDF,
    HDF, TIFF, images, archives, which may hold such files) is judged in a child process under the limits on
    memory and time, so that a crash is a finding, too; the child is kept for the next file. `trust=True`
    judges it in this process.

    Args:
        source: a path, an fsspec URL, bytes, a binary file object, `archive.zip!member`, or data in memory.
        spec: id of the specification, a user's own file, or a `Spec`; by default the one that fits best.
        select: codes, or beginnings of codes, of the rules to run; by default all.
        ignore: codes, or beginnings of codes, of rules to leave out.
        keep: how many places of one finding to keep, None for all.
        extra: a schema of your own: of pandera for pandas, polars or xarray, or a `DataFrameModel`. What
            breaks it becomes findings P401 and P402. It sees a DataFrame or Dataset as it is, of a file the
            columns of `open_dataset`, in pandas with `time` as the index. The file is read twice, and whole.
        overview: whether to gather the picture of gaps, flags and values that the report in a notebook shows.
        progress: called with the bytes read so far and the size, None where it is not known.
        name: what to call bytes or a stream in the report.
        apart: judge a text in a child process, too.
        options: what the file cannot tell; the same as keywords.
        **said: fields of `Options`, such as `nrows=48`.

    Raises:
        SourceError: there is no such file.
        SchemaFileError: the specification is broken or unknown.
        OptionError: an option is wrong, no rule has a code of `select` or `ignore`, or `extra` is no schema.
    """
    chosen = options_of(options, said)
    if isinstance(source, str | os.PathLike) and not chosen.trust:
        ahead(source)
    # What it takes to ask a process is loaded while that process loads what it needs.
    from icos_ingest.pipeline.judged import judged

    return judged(
        source,
        chosen,
        spec=spec,
        codes=(tuple(select), tuple(ignore)),
        keep=keep,
        extra=extra,
        overview=overview,
        progress=progress,
        name=name,
        apart=apart,
    )


def validate_many(
    sources: Iterable[Given],
    *,
    jobs: int = 1,
    on_report: Callable[[Report], None] | None = None,
    each: Sequence[Mapping[str, Any]] | None = None,
    **keywords: Any,
) -> BatchReport:
    """Judge several files, in the order in which they are given.

    Args:
        sources: as for `validate`.
        jobs: files to judge at a time, each in a process of its own.
        on_report: called with each report as it is ready.
        each: further keywords of each source, as many as there are sources.
        **keywords: as for `validate`.

    Raises:
        SourceError: there is no such file; the files before it were judged.
    """
    reports = []
    given = list(sources)
    said = [keywords | dict(one) for one in ([{}] * len(given) if each is None else each)]
    for report in _each(given, jobs, said):
        reports.append(report)
        if on_report:
            on_report(report)
        if any(finding.name == INTERRUPTED for finding in report.findings):
            break
    return BatchReport(tuple(reports), VIEW)


def _each(sources: list[Given], jobs: int, said: list[dict[str, Any]]) -> Iterator[Report]:
    if jobs < 2:
        yield from map(_one, sources, said)
        return
    from concurrent.futures import ThreadPoolExecutor

    # Threads that wait for processes; of several files at a time, no progress can be told.
    said = [one | {"progress": None, "apart": True} for one in said]
    with ThreadPoolExecutor(jobs) as pool:
        try:
            yield from pool.map(_one, sources, said)
        except BaseException:
            from icos_ingest.pipeline.child.process import stop_all

            pool.shutdown(wait=False, cancel_futures=True)
            stop_all()
            raise


def _one(source: Given, said: dict[str, Any]) -> Report:
    return validate(source, **said)
