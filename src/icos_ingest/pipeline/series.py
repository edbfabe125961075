"""Several files of one series, opened as one or judged as one."""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from icos_ingest.dataset import Joined, join_series
from icos_ingest.errors import IcosIngestError, OptionError, SeriesWarning, SourceError
from icos_ingest.model import Finding, Report, Severity, Skipped, SourceInfo
from icos_ingest.pipeline.job import Job
from icos_ingest.pipeline.opening import open_dataset
from icos_ingest.pipeline.outcome import finding_of
from icos_ingest.pipeline.said import Given
from icos_ingest.render import VIEW
from icos_ingest.rule_kinds import FaultRule, Rule

if TYPE_CHECKING:
    import xarray as xr

    from icos_ingest.dataset.series import Conflicts

FORMAT = "series"
"""What the report on several files has for a format; kinds of their faults begin with it."""
_NAMED = 4
"""Files that a report names; of more, the first and the last."""
_CHOICES = ("raise", "keep", "first", "last")


def open_mfdataset(
    paths: str | Iterable[Given], *, conflicts: Conflicts = "raise", **keywords: Any
) -> xr.Dataset:
    """Several files of one time series as one dataset, in order of time and in memory.

    Like `xarray.open_mfdataset` it takes a list or a glob; unlike it, it says what does not fit together. A
    row that stands in two files, such as 00:00 of New Year, is compared: if the two agree (a missing value
    agrees with any) they become one row; if not, `conflicts` decides. Rows that share a stamp within a file
    stay. A column that a file lacks is missing there, and values in another unit are converted to the unit of
    the file that begins first. All of that stands in the attribute `notes`, and what is more than a repeat is
    a `SeriesWarning`; `validate_series` tells it as findings.

    Args:
        paths: files, or a glob such as `"data/SE-Htm_*.csv"`.
        conflicts: where two files contradict each other at one stamp: `raise`, `keep` both rows, or keep the
            row of the file that begins `first` or `last`.
        **keywords: as for `open_dataset`, for each of the files.

    Raises:
        SourceError: there is no such file.
        OptionError: a file has no time; files contradict each other, are of different stations, or hold a
            column in units or types that cannot be brought together (unless `conflicts` says what to do).
    """
    if conflicts not in _CHOICES:
        raise OptionError(f"conflicts is {conflicts!r}", expected=", ".join(_CHOICES))
    dataset, found = _joined(paths, conflicts, keywords)
    findings = _findings(found)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors and conflicts == "raise":
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise OptionError(
            f"the files do not fit together: {errors[0].message}{more}",
            hint="validate_series lists all; conflicts='keep', 'first' or 'last' opens them nevertheless",
        )
    for finding in findings:
        if finding.severity is not Severity.INFO:
            warnings.warn(finding.message, SeriesWarning, stacklevel=2)
    return dataset


def validate_series(
    paths: str | Iterable[Given],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    each: Sequence[Mapping[str, Any]] | None = None,
    **keywords: Any,
) -> Report:
    """What does not fit together in several files of one series; `validate_many` judges each of them.

    The report is of the format `series`, and its findings are of the rules F401 to F404. The files are opened
    whole, all of them in memory.

    Args:
        paths: files, or a glob such as `"data/SE-Htm_*.csv"`.
        select: codes, or beginnings of codes, of the rules to run; by default all.
        ignore: codes, or beginnings of codes, of rules to leave out.
        each: further keywords of each file, as many as there are files.
        **keywords: as for `open_dataset`, for each of the files.

    Raises:
        SourceError: there is no such file.
        DetectionError: no reader knows a file.
        ReadError: a file cannot be opened.
        OptionError: a file has no time.
    """
    on, off = _codes(select, ignore)
    dataset, found = _joined(paths, "keep", keywords, each)
    return Report(
        SourceInfo(_called(found.files)),
        FORMAT,
        findings=tuple(finding for finding in _findings(found) if finding.code in on),
        not_applicable=off,
        rows={"": dataset.sizes["time"]},
        view=VIEW,
    )


def judge_series(
    paths: Sequence[str],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    each: Sequence[Mapping[str, Any]] | None = None,
) -> Report:
    """As `validate_series`, but what keeps the files from being joined stands in the report."""
    try:
        return validate_series(paths, select=select, ignore=ignore, each=each)
    except IcosIngestError as error:
        on, off = _codes(select, ignore)
        skipped = tuple(Skipped(code, f"the files cannot be joined: {error}") for code in on)
        name = _called(PurePath(path).name for path in paths)
        return Report(SourceInfo(name), FORMAT, skipped=skipped, not_applicable=off, view=VIEW)


def _codes(select: Sequence[str], ignore: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules on several files: those that run, and those that the user switched off."""

    def told(rules: Iterable[Rule]) -> tuple[str, ...]:
        return tuple(r.code for r in rules if isinstance(r, FaultRule) and r.kinds[0].startswith(FORMAT))

    on, off = Job(select=tuple(select), ignore=tuple(ignore)).rules()
    return told(on), told(off)


def _called(files: Iterable[str]) -> str:
    """All files by their names, of many the first and the last."""
    names = list(files)
    return ", ".join(names) if len(names) <= _NAMED else f"{names[0]} … {names[-1]} ({len(names):,} files)"


def _joined(
    paths: str | Iterable[Given],
    conflicts: Conflicts,
    keywords: Mapping[str, Any],
    each: Sequence[Mapping[str, Any]] | None = None,
) -> tuple[xr.Dataset, Joined]:
    parts: dict[str, xr.Dataset] = {}
    sources = _sources(paths)
    for source, own in zip(sources, [{}] * len(sources) if each is None else each, strict=True):
        with open_dataset(source, **keywords, **own) as part:
            name = str(part.attrs.get("source_file", "a file"))
            while name in parts:
                name += "'"
            parts[name] = part.load()
    return join_series(parts, conflicts)


def _sources(paths: str | Iterable[Given]) -> list[Given]:
    if isinstance(paths, os.PathLike | bytes):
        return [paths]
    if not isinstance(paths, str):
        return list(paths)
    if Path(paths).exists() or not glob.has_magic(paths):
        return [paths]
    found = sorted(glob.glob(paths, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
    if not found:
        raise SourceError(
            "no file is called like that", hint="check the pattern and the folder", source=paths
        )
    return list(found)


def _findings(found: Joined) -> list[Finding]:
    order = list(Severity)
    findings = [finding_of(fault, count, places) for fault, count, places in found.faults]
    return sorted(findings, key=lambda finding: order.index(finding.severity))
