"""A line of the file as it stands, and where in it the cell lies that a finding is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from icos_ingest.model import Place, Report
from icos_ingest.render.clean import clean

SEPARATORS = (";", "\t", ",", "|")
_QUOTED = '[^{0}"]*(?:"[^"]*"[^{0}"]*)*'
_BARE = "[^{0}]*"
_TELLING = 4
"""Characters of a value that is looked for in a line without knowing its cell; a shorter one is anywhere."""
_WORD = re.compile(r"\S+")

Span = tuple[int, int]


class Quote(Struct, frozen=True):
    """A line in three parts, harmless and short enough; the mark goes under the cell.

    Attributes:
        line: the physical line, from 1.
        marked: whether the cell was found; an empty cell is marked where it would begin.
    """

    line: int
    before: str
    cell: str
    after: str
    marked: bool


def quotes(report: Report, places: tuple[Place, ...], *, most: int, width: int) -> list[Quote]:
    """Quotes for the first places whose lines the report holds.

    Args:
        report: holds the lines.
        places: of one finding, the first ones first.
        most: quotes to give at most.
        width: characters of each to show at most.
    """
    found: list[Quote] = []
    for place in places:
        if len(found) == most:
            break
        if place.line is not None and place.line in report.quotes:
            found.append(quote(report.quotes[place.line], place, width))
    return found


def quote(text: str, place: Place, width: int) -> Quote:
    """One line with its cell, cut to `width` characters around the cell."""
    text = text.rstrip("\r\n")
    span = find_cell(text, place)
    start, stop = span or (0, 0)
    # Cut before and after cleaning: a line may have megabytes, and an escape is longer than its character.
    before = _shown(text[max(0, start - width - 1) : start])
    cell = _head(_shown(text[start : min(stop, start + width + 1)]), width * 2 // 3)
    after = _shown(text[stop : stop + width + 1])
    room = width - len(cell)
    before = _tail(before, max(room // 2, room - len(after)))
    return Quote(place.line or 0, before, cell, _head(after, room - len(before)), span is not None)


def characters(report: Report, place: Place) -> Span | None:
    """First character of the cell in its line and the one after it, from 1; None where it cannot be told."""
    if place.line is None or place.member is not None or place.line not in report.quotes:
        return None
    span = find_cell(report.quotes[place.line], place)
    return (span[0] + 1, max(span[0] + 1, span[1]) + 1) if span else None


def find_cell(text: str, place: Place) -> Span | None:
    """Start and end of the cell in its line; None where it cannot be told.

    The place says the cell's number and its text, not the separator: the one under which both agree is taken.
    """
    value = (place.value or "").strip()
    if place.column is not None:
        spans = list(_candidates(text, place.column))
        agreeing = [span for span in spans if place.value is not None and _same(text[slice(*span)], value)]
        if agreeing:
            return agreeing[0]
    if len(value) >= _TELLING or (value and place.column is not None):
        at = text.find(value)
        return (at, at + len(value)) if at >= 0 else None
    return spans[0] if place.column is not None and place.value is None and spans else None


def _candidates(text: str, column: int) -> Iterator[Span]:
    """Where the cell of that number would lie, under each way to split; the likeliest first."""
    by_count = sorted(SEPARATORS, key=lambda separator: -text.count(separator))
    for separator in by_count:
        for pattern in (_QUOTED, _BARE):
            cells = _cells(text, pattern.format(re.escape(separator)))
            if len(cells) > 1 and column <= len(cells):
                yield cells[column - 1]
    words = [match.span() for match in _WORD.finditer(text)]
    if column <= len(words):
        yield words[column - 1]
    if column == 1:
        yield 0, len(text)


@lru_cache(maxsize=256)  # a report quotes a few lines, for thousands of findings at times
def _cells(text: str, pattern: str) -> list[Span]:
    """Spans of the cells; of those until the first that the pattern cannot take."""
    cell, spans, at = re.compile(pattern), [], 0
    while match := cell.match(text, at):
        spans.append(match.span())
        at = match.end() + 1
        if at > len(text):
            break
        if text[match.end()] == '"':  # an opening quote that is never closed
            return []
    return spans


def _same(cell: str, value: str) -> bool:
    cell = cell.strip()
    unquoted = cell[1:-1].replace('""', '"').strip() if cell[:1] == '"' == cell[-1:] else cell
    return value in (cell, unquoted)


def _shown(text: str) -> str:
    return clean(text.replace("\t", "→"))


def _head(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + "…"


def _tail(text: str, room: int) -> str:
    return text if len(text) <= room else "…" + text[len(text) - max(0, room - 1) :]
