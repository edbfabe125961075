"""Which of the portal's ways a file takes, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack

from msgspec.structs import replace

from icos_ingest import detect
from icos_ingest.content import Content
from icos_ingest.errors import ReadError
from icos_ingest.model import Detection, Fault, Options, Place, PortalVerdict, Source
from icos_ingest.pipeline.fitting import NETCDF, TEXT, ZIPPED, Fitting
from icos_ingest.portal import (
    GridFold,
    PortalFold,
    SeriesFold,
    columns_of,
    first_entry,
    judge_unread,
    read_as_portal,
)
from icos_ingest.schema import Spec

OFFSET_FORMATS = frozenset({"asciiEtcHalfHourlyProductTimeSer"})
"""Formats whose stamps depend on the station's offset from UTC."""


def as_uploaded(source: Source, spec: Spec, options: Options, stack: ExitStack) -> Content:
    """The content of a text as the portal opens it.

    Raises:
        ReadError: the portal would refuse the bytes, whatever the text in them.
    """
    reader = detect.reader_for(spec.format)
    assert reader is not None, "there is one for every text format"
    unpacked = first_entry(source) if spec.encoding == ZIPPED else source
    return stack.enter_context(reader.read(unpacked, options, spec))


class Judge:
    """The portal's verdict on one file, fed by the same pass that the rules look at.

    Args:
        source: the bytes as they would be uploaded.
        fitting: the specification, or those that fit.
        detection: what the file is.
        options: what the user said of it.
    """

    def __init__(self, source: Source, fitting: Fitting, detection: Detection, options: Options) -> None:
        self._source = source
        self._fitting = fitting
        self._spec = fitting.read_by
        self._detection = detection
        self._options = options
        self._verdict: PortalVerdict | None = None
        self._wrapping: Fault | None = None
        self.unseen: tuple[Fault, ...] = ()
        """Faults of a text without a table, once the verdict was asked for."""
        self.first: Fault | None = None
        """The fault that the portal would meet first, once the pass has ended."""

    def wrapping(self) -> Iterable[Fault]:
        """The fault of a container around a text, where the specification does not allow it."""
        if self._spec is None or (self._spec.encoding == ZIPPED and self._detection.format == "zip"):
            return ()
        allowed = (
            "a zip archive around it, or the plain file"
            if self._spec.encoding == ZIPPED
            else "the plain file"
        )
        value = self._detection.format
        place = Place(line=1, offset=0, value=value)
        self._wrapping = Fault("wrapping-not-allowed", place, expected=allowed, blocks=True)
        return (self._wrapping,)

    def fold(self, content: Content) -> PortalFold | None:
        """A fold to feed with the blocks of a content's table; None where the specification is for none."""
        if self._spec is None or self._spec.format not in TEXT or not self._spec.dataset:
            return None
        if content.facts.format != self._spec.format:
            return None
        return PortalFold(content.facts, columns_of(content), self._spec, self._options.n_rows)

    def arrays(self, content: Content) -> GridFold | SeriesFold | None:
        """A fold to feed with the windows of a content's arrays; None where the specification is for none."""
        spec = self._spec
        if spec is None or spec.format not in NETCDF or not spec.dataset:
            return None
        if spec.dataset.columns:
            return SeriesFold(content.arrays(), spec)
        named, assumed = self._options.variables, dict[str, object]()
        if not named:
            there = {array.name for array in content.arrays().values()}
            named = tuple(one.title for one in spec.variables if one.title in there)
            assumed = {"variables": list(named)} if named else {}
        return GridFold(content.arrays(), named, assumed)

    def finish(self, fold: PortalFold | GridFold | SeriesFold) -> Iterable[Fault]:
        """Close a fold; gives the faults that only it could see."""
        result = fold.finish()
        if self._wrapping is None:  # else the portal reads the bytes of the container itself
            self._verdict, self.first = result.verdict, result.first
        return result.faults

    def verdict(self) -> PortalVerdict:
        """What the portal would say."""
        from icos_ingest.schema import facts_date

        found = self._without_rows() if self._verdict is None else self._verdict
        if self._fitting.spec is None and self._spec is not None:
            found = self._undecided(found)
        assumed = dict(found.assumed)
        if (
            self._spec is not None
            and self._spec.format in OFFSET_FORMATS
            and self._options.utc_offset is None
        ):
            assumed["utc_offset"] = 0
        return replace(found, assumed=assumed, facts_date=facts_date())

    def _as_uploaded(self, spec: Spec) -> PortalVerdict:
        """The verdict on bytes of which our own pass saw no table, or that of a text inside them."""
        with ExitStack() as stack:
            try:
                content = as_uploaded(self._source, spec, self._options, stack)
                result = read_as_portal(content, spec, self._options.n_rows)
            except ReadError as error:
                return PortalVerdict("rejected", error.what)
            if not self._wrapping:
                self.first = result.first
                self.unseen = () if content.tables() else result.faults
            return result.verdict

    def _undecided(self, found: PortalVerdict) -> PortalVerdict:
        """No one specification was given; those that fit are of one dataset, so all would say the same."""
        candidates = self._fitting.candidates
        fit = f"of {len(candidates)} that fit equally well" if len(candidates) > 1 else "of the closest one"
        then = "accepted" if found.verdict == "accepted" else f"refused ({found.reason})"
        reason = f"no specification was given; by the columns {fit} the file would be {then}"
        return PortalVerdict("unknown", reason, assumed=found.assumed, candidates=candidates)

    def _without_rows(self) -> PortalVerdict:
        spec = self._spec
        if spec is None:
            candidates = self._fitting.candidates
            reason = "no specification was given, and none fits the file"
            if candidates:
                reason = "no specification was given, and several fit the file equally well"
            return PortalVerdict("unknown", reason, candidates=candidates)
        if spec.dataset is None:
            return judge_unread(self._source.peek(4), spec)
        if spec.format in TEXT:
            return self._as_uploaded(spec)
        if spec.format in NETCDF:
            return PortalVerdict("rejected", "the file is no netCDF that can be opened")
        return PortalVerdict("rejected", f"the portal cannot ingest objects of the format {spec.format}")
