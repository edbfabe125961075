"""Raw files of ICOS ecosystem stations: meteorology (BM) and eddy covariance (EC) in CSV.

Titles (`VAR_H_V_R`, as in `SW_IN_1_1_1`), perhaps a line of units, then rows. The first column is the
stamp in local standard time: yyyymmddhhmm, or yyyymmddhhmmss where rows are less than a minute apart,
quoted or not, with a fraction where they are less than a second apart. Described in the Ecosystem Thematic
Centre's instructions for raw data files. Such a file has no header: station, logger, file number and
period stand in its name (`schema/raw_name.py`) and are header facts without a line; of what type it is,
the titles say. A file without titles, whose columns a header file of its own names, is not read here.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from icos_ingest.content import Content, Fact, Reader, TimeFacts
from icos_ingest.delimited.zone import station_clock
from icos_ingest.model import Certainty, Match, Options, Place, Source
from icos_ingest.schema import raw_name
from icos_ingest.text import Header, Lines, SpelledStamp, TextContent, TextFormat, Timing
from icos_ingest.text.headers import quoted_titles
from icos_ingest.text.preview import first_rows, usual_step
from icos_ingest.text.sniff import first_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icos_ingest.schema import Spec

METEO, FLUX = "etc-bm", "etc-ec"
STAMP = "TIMESTAMP"
TYPE = "FILE TYPE"
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?", re.ASCII)
_INDEXED = re.compile(r"[A-Z][A-Z0-9_]*_\d+_\d+_\d+", re.ASCII)
_WIND = frozenset({"U", "V", "W"})
_NO_UNIT = re.compile(r"|TS|RN|Unnamed: .*")


def _header(lines: Lines, spec: Spec | None, *, name: str, type_: str) -> Header:
    del spec
    header = quoted_titles(lines, ",")
    header.facts = _named(name) | {TYPE: _fact(TYPE, type_, header.line)}
    header.titles = [title.strip() for title in header.titles]
    ahead = first_rows(lines, ",", 1)
    if ahead and not _DIGITS.fullmatch(ahead[0][0]):
        lines.take()
        header.units = {i: unit for i, unit in enumerate(ahead[0]) if not _NO_UNIT.fullmatch(unit.strip())}
    header.step = usual_step(_stamp(0.0), first_rows(lines, ","), header.titles)
    return header


def _named(name: str) -> dict[str, Fact]:
    """What a name says, if it is that of a raw file."""
    said = raw_name(name)
    if said is None:
        return {}
    facts = {
        "SITE ID": said.site,
        "LOGGER NUMBER": str(said.logger),
        "FILE NUMBER": str(said.file),
        "PERIOD": f"{said.start:%Y-%m-%dT%H:%M} {said.end:%Y-%m-%dT%H:%M}",
    }
    return {key: _fact(key, value) for key, value in facts.items()}


def _fact(key: str, value: str, line: int | None = None) -> Fact:
    return Fact(value, Place(line=line, field=key, value=value))


def _spell(row: Sequence[str]) -> str:
    match = _DIGITS.fullmatch(row[0])
    if match is None:
        return "?"
    year, month, day, hour, minute, second, fraction = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{fraction or ''}"


def _stamp(offset: float) -> SpelledStamp:
    return SpelledStamp(0, _spell, "digits of year to minute or second, such as 20240331123000", offset)


def _meteo(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    offset, zone, told = station_clock(options)
    evidence = f"stamps are local standard time, at the end of each interval; {told}"
    facts = TimeFacts(STAMP, stamp="end", interval=header.step, zone=zone, evidence=evidence)
    return Timing(_stamp(offset), facts) if STAMP in header.titles[:1] else None


def _flux(header: Header, spec: Spec | None, options: Options) -> Timing | None:
    del spec
    offset, zone, told = station_clock(options)
    facts = TimeFacts(STAMP, zone=zone, evidence=f"stamps are local standard time; {told}")
    return Timing(_stamp(offset), facts) if STAMP in header.titles[:1] else None


def _format(word: str, name: str) -> TextFormat:
    """The format of a file of that name."""
    timing, type_ = (_flux, "EC") if word == FLUX else (_meteo, "BM")
    header = partial(_header, name=name, type_=type_)
    return TextFormat(
        word, ",", header=header, timing=timing, quoted=True, odd_row="fit", hints={STAMP: "string"}
    )


def sniff(source: Source) -> Match | str:
    """A column TIMESTAMP of digits, and titles with their position or the three winds."""
    lines = [line.replace('"', "").split(",") for line in first_lines(source, 3)]
    if len(lines) < 2 or lines[0][0].strip() != STAMP:
        return "the first title is not TIMESTAMP"
    stamp = next((row[0] for row in lines[1:] if _DIGITS.fullmatch(row[0])), "")
    if not stamp:
        return "the first cell of the first rows is not a date and time in digits"
    titles = [title.strip() for title in lines[0]]
    if set(titles) >= _WIND:
        return Match(FLUX, Certainty.CONTENT, "TIMESTAMP holds digits, and there are titles U, V, W")
    indexed = sum(bool(_INDEXED.fullmatch(title)) for title in titles)
    if not indexed:
        return "no title has its horizontal, vertical and replicate index, as in TA_1_1_1"
    return Match(METEO, Certainty.CONTENT, f"TIMESTAMP holds digits, {indexed} titles have three indices")


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a raw file; it never raises for what the text holds."""
    answer = sniff(source)
    word = answer.format if isinstance(answer, Match) else METEO
    return TextContent(source, _format(word, source.basename), options, spec)


READER = Reader("etc_raw", "raw data of ICOS ecosystem stations", (METEO, FLUX), sniff, read)
