"""What a file is: every reader is asked, by content and never by suffix alone; the surest wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from icos_ingest import registry
from icos_ingest.content import Content, Reader
from icos_ingest.errors import DetectionError, IcosIngestError
from icos_ingest.model import Certainty, Detection, Match, Options, Source
from icos_ingest.schema import Foreign, Spec, foreign_bytes, nearest_title, spec, specs

ROWS = 1000
"""Rows of a table that a specification is tried on."""
_SAMPLE = 1 << 20
_FIRST = ("netcdf", "hdf5", "tiff")
"""Readers that are asked before the others are loaded, where a file is no text: large files are theirs."""
_HEAD = 16
UNKNOWN = Detection("unknown", None, "no reader knows it")


def identify(source: Source, options: Options, *, fit: bool = True) -> Detection:
    """Ask every reader what a source is, and for a table which specifications fit its first rows.

    Args:
        source: looked at, not read.
        options: `reader` overrides what the content says.
        fit: whether to look for specifications, which is of no use where one is given.

    Raises:
        OptionError: there is no such reader.
        SourceError: the bytes cannot be had.
    """
    if options.reader:
        reader = registry.reader(options.reader)
        answer = reader.sniff(source)
        format_ = answer.format if isinstance(answer, Match) else reader.formats[0]
        named = Detection(format_, reader.name, "the reader was named by the user")
        return fitted(named, source) if fit else named
    matches, refusals = _ask(source)
    if not matches:
        return Detection("unknown", None, _unknown(source), refusals)
    # Of equally sure readers the first in the alphabet, so that the answer is always the same.
    best = max(matches, key=lambda name: matches[name].certainty)
    match = matches[best]
    for other, said in matches.items():
        if other != best:
            refusals[other] = f"less sure: {said.evidence}"
    found = Detection(match.format, best, match.evidence, refusals)
    return fitted(found, source) if fit else found


def recognise(source: Source, options: Options) -> Detection:
    """What a source is, for whoever reads it: no other reader is asked where one knows its own signature.

    Raises:
        OptionError: there is no such reader.
        SourceError: the bytes cannot be had.
    """
    if not options.reader and b"\0" in source.peek(_HEAD):
        for name in _FIRST:
            answer = registry.reader(name).sniff(source)
            if isinstance(answer, Match) and answer.certainty is Certainty.SIGNATURE:
                return Detection(answer.format, name, answer.evidence)
    return identify(source, options, fit=False)


def reader_for(format_: str) -> Reader | None:
    """The reader of a format, by the word for it."""
    return next((reader for reader in registry.readers().values() if format_ in reader.formats), None)


def _unknown(source: Source) -> str:
    if not source.peek(1):
        return "the file is empty"
    return f"{UNKNOWN.evidence}{_like(foreign_bytes(source.peek()))}"


def _like(foreign: Foreign | None) -> str:
    return f"; it begins like {foreign.what}" if foreign else ""


def undetected(detection: Detection, source: Source) -> DetectionError:
    """The error for a source that no reader knows."""
    foreign = foreign_bytes(source.peek())
    return DetectionError(
        f"no reader knows what this is{_like(foreign)}",
        expected="one of the formats that icos-ingest formats lists",
        hint=(foreign and foreign.fix) or "name the reader with --reader if you know what it is",
        source=source.name,
        refusals=detection.refusals,
    )


def _ask(source: Source) -> tuple[dict[str, Match], dict[str, str]]:
    matches: dict[str, Match] = {}
    refusals: dict[str, str] = {}
    for name, reader in registry.readers().items():
        try:
            answer = reader.sniff(source)
        except IcosIngestError:
            raise
        except Exception as error:  # noqa: BLE001  # one reader's mishap is its own no
            answer = f"it could not tell ({type(error).__name__}: {error})"
        if isinstance(answer, Match):
            matches[name] = answer
        else:
            refusals[name] = answer
    return matches, refusals


def fitted(detection: Detection, source: Source) -> Detection:
    """The detection with the specifications that fit a table's head, and those that nearly do.

    One fits if every required column is there. The better of two is the one that knows more columns, less
    those of whose first rows it would refuse a cell.
    """
    if detection.reader is None:
        return detection
    fits = dict(_fits(source, registry.reader(detection.reader)))
    fitting = _grouped({name: fit for name, fit in fits.items() if not fit.missing})
    return replace(detection, specs=fitting, near=_nearest(fits))


def _nearest(fits: Mapping[str, _Fit]) -> tuple[str, ...]:
    """Those that would fit but for a few misspelt titles, all of the same dataset; else none."""
    near = {name: fit for name, fit in fits.items() if fit.misspelt and fit.missing * 4 <= fit.known}
    best = next(iter(_grouped(near)), ())
    return best if len({specs()[name].dataset for name in best}) == 1 else ()


class _Fit(NamedTuple):
    """How a specification fits a table.

    Attributes:
        known: columns that it knows.
        refused: how many of them have a refused cell in the first rows.
        missing: required columns that are not there.
        misspelt: whether each of those has a title like it.
    """

    known: int
    refused: int
    missing: int
    misspelt: bool


def _grouped(fits: Mapping[str, _Fit]) -> tuple[tuple[str, ...], ...]:
    groups: dict[int, list[str]] = {}
    for name, fit in fits.items():
        groups.setdefault(fit.known - fit.refused - fit.missing, []).append(name)
    return tuple(tuple(groups[score]) for score in sorted(groups, reverse=True))


def _fits(source: Source, reader: Reader) -> Iterator[tuple[str, _Fit]]:
    if reader.native:
        return  # a specification of a file without rows is known by nothing but the user's word
    wanted = [summary for summary in specs().values() if summary.format in reader.formats and summary.dataset]
    head = _head(source) if wanted else b""
    by_dataset: dict[str | None, _Fit | None] = {}
    for summary in wanted:
        if summary.dataset not in by_dataset:
            by_dataset[summary.dataset] = _fit(head, reader, spec(summary.id))
        fit = by_dataset[summary.dataset]
        if fit is not None:
            yield summary.id, fit


def _head(source: Source) -> bytes:
    """The first rows of a text, whole lines."""
    head = source.peek(_SAMPLE)
    lines = head.split(b"\n", 2 * ROWS)
    if len(lines) > 1 and (len(head) == _SAMPLE or len(lines) > 2 * ROWS):
        lines.pop()
    return b"\n".join(lines)


def _fit(head: bytes, reader: Reader, spec: Spec) -> _Fit | None:
    try:
        with reader.read(Source.of(head), Options(), spec) as content:
            return _measure(content, spec)
    except IcosIngestError:
        return None


def _measure(content: Content, spec: Spec) -> _Fit | None:
    table = next(iter(content.tables().values()), None)
    if table is None:
        return None
    refused: set[str] = set()
    rows = 0
    for block in table.blocks():
        refused |= {
            name for name, column in block.columns.items() if column.info.spec and column.refused.any()
        }
        rows += block.n
        if rows >= ROWS:
            break
    missing = spec.missing(info.title for info in table.columns)
    others = [info.title for info in table.columns if info.spec is None]
    misspelt = bool(missing) and all(nearest_title(column.title, others) for column in missing)
    return _Fit(len(table.columns) - len(others), len(refused), len(missing), misspelt)
