"""Which specification a file is read by: the given one, the one that fits, or one of several equals."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice

from msgspec import Struct

from icos_ingest import detect, registry
from icos_ingest.errors import IcosIngestError
from icos_ingest.model import Detection, Options, Source
from icos_ingest.schema import Spec, spec, specs

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
NETCDF = ("netcdf", "netcdfTimeSeries")
ZIPPED = "zipEncoding"
"""The encoding of specifications under which the portal looks into a zip archive."""
WRAPPERS = ("zip", "gzip", "bzip2", "xz")


class Fitting(Struct, frozen=True):
    """The specifications of one file.

    Attributes:
        spec: the one that the user gave, or the only one that fits best.
        read_by: the one by which the file is read: `spec`, or one of several that fit equally well and are of
            one dataset, or that would fit but for a few columns.
        candidates: those that fit equally well, where there is no one.
        wrapped: whether the text lies in a container.
    """

    spec: Spec | None = None
    read_by: Spec | None = None
    candidates: tuple[str, ...] = ()
    wrapped: bool = False

    @classmethod
    def of(
        cls, given: Spec | None, detection: Detection, source: Source, options: Options, stack: ExitStack
    ) -> Fitting:
        """What fits a source; containers are looked into.

        Args:
            given: by the user; then nothing is looked for.
            detection: of the source.
            source: looked at, not read.
            options: what the user said of it.
            stack: keeps what is opened for the look.
        """
        wrapped = detection.format in WRAPPERS
        if given is not None:
            return cls(given, given, wrapped=wrapped and given.format in TEXT and given.dataset is not None)
        groups = _inside(source, detection, options, stack) if wrapped else detection.specs
        best = groups[0] if groups else detection.near
        if not best:
            return cls()
        if len(best) == 1 and groups:
            return cls(spec(best[0]), spec(best[0]), wrapped=wrapped)
        if len({specs()[name].dataset for name in best}) == 1:
            return cls(None, spec(best[0]), best, wrapped)
        return cls(None, None, best)


def _inside(
    source: Source, detection: Detection, options: Options, stack: ExitStack
) -> tuple[tuple[str, ...], ...]:
    """Specifications that fit the one member of a container, and would be looked for inside."""
    try:
        content = stack.enter_context(registry.reader(detection.reader or "").read(source, options, None))
        members = list(islice(content.members(), 2))
        if len(members) != 1:
            return ()
        groups = detect.identify(members[0], Options()).specs
    except IcosIngestError:
        return ()  # a damaged container; reading it says why
    wanted = [tuple(name for name in group if specs()[name].encoding == ZIPPED) for group in groups]
    return tuple(group for group in wanted if group)
