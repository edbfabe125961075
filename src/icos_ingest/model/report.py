"""What the user holds in the end: verdicts and findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from icos_ingest.errors import IcosIngestError
from icos_ingest.model.finding import Finding, Severity
from icos_ingest.model.overview import Overview
from icos_ingest.model.statistics import Statistics

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

FRAME_KEYS = (
    "code",
    "name",
    "severity",
    "message",
    "line",
    "column",
    "field",
    "value",
    "expected",
    "fix",
    "count",
    "blocks_upload",
)
REPORT_SCHEMA = "icos-ingest/report/1"
_LONG = ("overviews", "statistics", "view")
"""What would fill pages where a report is shown as Python writes it."""


class Quality(StrEnum):
    """The verdict on the data, worst first."""

    FAIL = "fail"
    INCOMPLETE = "incomplete"
    WARN = "warn"
    PASS = "pass"


class SourceInfo(Struct, frozen=True):
    """Which bytes were judged; `sha256` is None where not every byte was read."""

    path: str
    size: int | None = None
    sha256: str | None = None


class PortalVerdict(Struct, frozen=True):
    """What the Carbon Portal would answer for one specification.

    Attributes:
        verdict: `accepted`, `rejected`, `stored` (kept unread) or `unknown`.
        reason: why it would refuse, or why we do not know.
        extract: the JSON that the portal would return on acceptance.
        assumed: what we took for granted, such as `{"n_rows": 48}`.
        candidates: specifications that fit equally well, where none was given.
        facts_date: from when our specifications are.
    """

    verdict: str = "unknown"
    reason: str | None = None
    extract: Mapping[str, object] | None = None
    assumed: Mapping[str, object] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    facts_date: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The verdict as plain data, keyed as in the JSON report."""
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "extract": dict(self.extract) if self.extract is not None else None,
            "assumed": dict(self.assumed),
            "candidates": list(self.candidates),
            "facts_date": self.facts_date,
        }


class Skipped(Struct, frozen=True):
    """A rule that should have run and could not."""

    code: str
    reason: str


class View(Protocol):
    """How reports show themselves; the renderers are handed in by whoever builds the report."""

    def text(self, reports: Sequence[Report]) -> str:
        """For a terminal, without colour."""

    def html(self, reports: Sequence[Report]) -> str:
        """For a notebook or a browser."""


class Report(Struct, frozen=True):
    """One file judged: two verdicts and every finding.

    `quality` is about the data; `portal` about what the Carbon Portal would say.
    """

    source: SourceInfo
    format: str
    spec: str | None = None
    portal: PortalVerdict = PortalVerdict()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    not_applicable: tuple[str, ...] = ()
    incomplete: bool = False
    quotes: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows of each table that was judged, by its name; empty text for the only one."""
    overviews: tuple[Overview, ...] = ()
    statistics: tuple[Statistics, ...] = ()
    """Of each array of numbers and of each band of a raster."""
    view: View | None = None

    def __repr__(self) -> str:
        return _shown(self)

    @property
    def quality(self) -> Quality:
        """`fail` over `incomplete` over `warn` over `pass`."""
        worst = {finding.severity for finding in self.findings}
        if Severity.ERROR in worst:
            return Quality.FAIL
        if self.incomplete or self.skipped:
            return Quality.INCOMPLETE
        return Quality.WARN if Severity.WARNING in worst else Quality.PASS

    @property
    def ok(self) -> bool:
        """Whether no error was found and every check ran to its end."""
        return self.quality in (Quality.PASS, Quality.WARN)

    def to_dict(self) -> dict[str, object]:
        """The report as plain data, one element of `reports` in the JSON."""
        return {
            "source": {"path": self.source.path, "size": self.source.size, "sha256": self.source.sha256},
            "format": self.format,
            "spec": self.spec,
            "quality": str(self.quality),
            "portal": self.portal.to_dict(),
            "findings": [finding.to_dict() for finding in self.findings],
            "skipped": [{"code": s.code, "reason": s.reason} for s in self.skipped],
            "not_applicable": list(self.not_applicable),
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """The JSON document of `icos-ingest validate --format json` for this one file."""
        return json_document([self], indent=indent)

    def to_dataframe(self) -> pd.DataFrame:
        """One row per finding, with the keys of the JSON; `line` and `column` count from 1."""
        import pandas as pd

        keys = list(FRAME_KEYS)
        rows = [finding.to_dict() for finding in self.findings]
        frame = pd.DataFrame([{key: row[key] for key in keys} for row in rows], columns=keys)
        return frame.astype({"line": "Int64", "column": "Int64", "count": "Int64"})

    def mask(
        self,
        dataset: xr.Dataset,
        *,
        select: Sequence[str] = (),
        group: str | None = None,
        partial: bool = False,
    ) -> xr.Dataset:
        """The findings as booleans in the shape of the dataset, to look at or to filter by.

        `ds.where(~report.mask(ds))` leaves what nobody has found fault with. A finding about a time stamp, or
        about a whole row, marks every variable of that row. What lies nowhere in the data is not in a mask: a
        header, a row that was left out, a gap, which is between two rows. A variable's attribute `codes`
        names the rules that marked it.

        Args:
            dataset: opened from the source that was judged, or judged itself; whole, not a part of it.
            select: codes, or beginnings of codes, of the findings to show; by default all.
            group: the table or group that the dataset was opened from, where findings lie in several.
            partial: take those places that the report kept; else it must have kept all of them.

        Returns:
            A dataset of the same dims and coordinates, every data variable boolean.

        Raises:
            OptionError: the dataset is another one, or the report kept only the first places of a finding:
                `validate(..., keep=None)` keeps all.
        """
        from icos_ingest.model.mask import mask_of

        return mask_of(self, dataset, select, group, partial=partial)

    def to_html(self) -> str:
        """The report as a self-contained fragment of HTML, everything from the file escaped."""
        return self.view.html([self]) if self.view else f"<pre>{type(self).__name__}</pre>"

    def raise_for_errors(self) -> None:
        """Raise if the report is not `ok`.

        Raises:
            IcosIngestError: with the first error's message, or why the checks could not finish.
        """
        if self.ok:
            return
        errors = [f for f in self.findings if f.severity is Severity.ERROR]
        if not errors:
            raise IcosIngestError("the checks could not be finished", source=self.source.path)
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise IcosIngestError(errors[0].message + more, hint=errors[0].fix, source=self.source.path)

    def __str__(self) -> str:
        return self.view.text([self]) if self.view else repr(self)

    def _repr_html_(self) -> str:
        return self.to_html()


class BatchReport(Struct, frozen=True):
    """Several files judged, in the order in which they were given."""

    reports: tuple[Report, ...]
    view: View | None = None

    def __repr__(self) -> str:
        return _shown(self)

    @property
    def ok(self) -> bool:
        """Whether every report is ok."""
        return all(report.ok for report in self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The JSON document of `icos-ingest validate --format json`."""
        return json_document(self.reports, indent=indent)

    def __str__(self) -> str:
        return self.view.text(self.reports) if self.view else repr(self)

    def _repr_html_(self) -> str:
        return self.view.html(self.reports) if self.view else f"<pre>{len(self)} reports</pre>"


def _shown(report: Report | BatchReport) -> str:
    """The fields by name, without those that fill pages."""
    names = (name for name in report.__struct_fields__ if name not in _LONG)
    fields = ", ".join(f"{name}={getattr(report, name)!r}" for name in names)
    return f"{type(report).__name__}({fields})"


def json_document(reports: Sequence[Report], *, indent: int | None = 2) -> str:
    """The JSON of several reports, in the schema `icos-ingest/report/1`."""
    from icos_ingest.resources import version

    document = {
        "schema": REPORT_SCHEMA,
        "tool": {"name": "icos-ingest", "version": version()},
        "reports": [report.to_dict() for report in reports],
    }
    text = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
    # Names of files may hold bytes that are no UTF-8; JSON can say them as escapes.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
