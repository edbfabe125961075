"""Judge one file or many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Unpack

from icos_ingest import registry
from icos_ingest.errors import OptionError
from icos_ingest.memory import from_dataframe, from_dataset
from icos_ingest.model import BatchReport, Options, Report
from icos_ingest.pipeline.child import judge
from icos_ingest.pipeline.extra import own_schema, with_file, with_memory
from icos_ingest.pipeline.job import Job, Progress
from icos_ingest.pipeline.opening import again, locate
from icos_ingest.pipeline.running import run_content
from icos_ingest.pipeline.said import Given, Said, options_of, spec_of
from icos_ingest.render import VIEW
from icos_ingest.rule_kinds import KEEP

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

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
    _check_codes((*select, *ignore))
    job = Job(spec_of(spec), chosen, tuple(select), tuple(ignore), keep, overview)
    schema = None if extra is None else own_schema(extra)
    if (content := _in_memory(source, name, job.spec)) is not None:
        report = run_content(job, content, name or f"<{type(source).__name__}>", VIEW)
        return report if schema is None else with_memory(report, job, source, schema)
    with ExitStack() as stack:
        found = locate(source, chosen, stack)  # type: ignore[arg-type]  # what is in memory was told apart
        if schema is not None:
            found = again(found, stack)
        if name is not None:
            found.name = name
        found.progress = progress
        report = judge(job, found, VIEW, apart=apart)
        found.progress = None
        return report if schema is None else with_file(report, job, found, schema)


def _check_codes(beginnings: Sequence[str]) -> None:
    """A misspelt code would switch off every rule, or none, without a word."""
    for beginning in beginnings:
        if not any(code.startswith(beginning) for code in registry.rules()):
            raise OptionError(
                f"there is no rule whose code begins with {beginning[:100]!r}",
                expected="a code such as T201, or its beginning",
                hint="`icos-ingest rule` lists them all",
            )


def _in_memory(source: Any, name: str | None, spec: Spec | None) -> Any:
    """A content of a DataFrame or Dataset, without importing their libraries for anything else."""
    kind = f"{type(source).__module__.split('.')[0]}.{type(source).__name__}"
    if kind == "pandas.DataFrame":
        return from_dataframe(source, name or "<DataFrame>", spec)
    if kind == "xarray.Dataset":
        return from_dataset(source, spec)
    return None


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
