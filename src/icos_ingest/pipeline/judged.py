"""One source, as the user names it, judged."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from icos_ingest import registry
from icos_ingest.errors import OptionError
from icos_ingest.memory import from_dataframe, from_dataset
from icos_ingest.model import Options, Report
from icos_ingest.pipeline.child import judge
from icos_ingest.pipeline.extra import own_schema, with_file, with_memory
from icos_ingest.pipeline.job import Job, Progress
from icos_ingest.pipeline.opening import again, locate
from icos_ingest.pipeline.running import run_content
from icos_ingest.pipeline.said import spec_of
from icos_ingest.render import VIEW

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def judged(
    source: Any,
    chosen: Options,
    *,
    spec: str | Spec | None,
    codes: tuple[tuple[str, ...], tuple[str, ...]],
    keep: int | None,
    extra: Any,
    overview: bool,
    progress: Progress | None,
    name: str | None,
    apart: bool,
) -> Report:
    """The report on one source.

    Args:
        source: a file as users name it, or data in memory.
        chosen: what the file cannot tell.
        spec: the specification, None to look for one.
        codes: beginnings of codes to run, and to leave out.
        keep: places of one finding to keep, None for all.
        extra: a user's own schema.
        overview: whether to gather the picture.
        progress: is told how far the reading is.
        name: what to call bytes or a stream.
        apart: judge a text in a child process, too.
    """
    select, ignore = codes
    _check_codes((*select, *ignore))
    job = Job(spec_of(spec), chosen, select, ignore, keep, overview)
    schema = None if extra is None else own_schema(extra)
    if (content := _in_memory(source, name, job.spec)) is not None:
        report = run_content(job, content, name or f"<{type(source).__name__}>", VIEW)
        return report if schema is None else with_memory(report, job, source, schema)
    with ExitStack() as stack:
        found = locate(source, chosen, stack)
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
