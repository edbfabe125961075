"""Which of the portal's ways a file takes, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from icos_ingest.content import Content, Table
from icos_ingest.model import Detection, Fault, Options, PortalVerdict, Source
from icos_ingest.portal import PortalFold, judge_unread

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

TEXT = frozenset(
    {
        "asciiAtcProductTimeSer",
        "asciiAtcFlaskTimeSer",
        "asciiEtcTimeSer",
        "asciiEtcHalfHourlyProductTimeSer",
        "csvWithIso8601tsFirstCol",
        "delimitedHeaderCsv",
        "asciiOtcProductCsv",
        "asciiOtcSocatTimeSer",
    }
)
"""Formats whose tables the portal reads row by row."""
OFFSET_FORMATS = frozenset({"asciiEtcHalfHourlyProductTimeSer"})
"""Formats whose stamps depend on the station's offset from UTC."""


class Judge:
    """The portal's verdict on one file, fed by the same pass that the rules look at.

    Args:
        source: the bytes as they would be uploaded.
        spec: the specification, None where none was given or found.
        detection: what the file is.
        options: what the user said of it.
    """

    def __init__(self, source: Source, spec: Spec | None, detection: Detection, options: Options) -> None:
        self._source = source
        self._spec = spec
        self._detection = detection
        self._options = options
        self._verdict: PortalVerdict | None = None

    def fold(self, content: Content, table: Table) -> PortalFold | None:
        """A fold to feed with the blocks of a table; None where the portal would not read it so."""
        if self._spec is None or self._spec.format not in TEXT or not self._spec.dataset:
            return None
        if content.facts.format != self._spec.format:
            return None
        return PortalFold(content.facts, table.columns, self._spec, self._options.n_rows)

    def finish(self, fold: PortalFold) -> Iterable[Fault]:
        """Close a fold; gives the faults that only it could see."""
        result = fold.finish()
        self._verdict = result.verdict
        return result.faults

    def verdict(self) -> PortalVerdict:
        """What the portal would say."""
        from icos_ingest.schema import facts_date

        found = self._verdict or self._without_rows()
        assumed = dict(found.assumed)
        if (
            self._spec is not None
            and self._spec.format in OFFSET_FORMATS
            and self._options.utc_offset is None
        ):
            assumed["utc_offset"] = 0
        return replace(found, assumed=assumed, facts_date=facts_date())

    def _without_rows(self) -> PortalVerdict:
        spec = self._spec
        if spec is None:
            candidates = self._detection.specs[0] if self._detection.specs else ()
            reason = "no specification was given, and none fits the file"
            if candidates:
                reason = "no specification was given, and several fit the file equally well"
            return PortalVerdict("unknown", reason, candidates=candidates)
        if spec.dataset is None:
            return judge_unread(self._source.peek(4), spec)
        if spec.format in TEXT:
            return PortalVerdict("rejected", "there are no titles, and so no table")
        if spec.format in ("netcdf", "netcdfTimeSeries"):
            return PortalVerdict("unknown", "the portal's rules for netCDF data are not foretold yet")
        return PortalVerdict("rejected", f"the portal cannot ingest objects of the format {spec.format}")
