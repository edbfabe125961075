"""Where the cells of a notebook stand in its text: JSON is taken apart level by level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecoder

from msgspec import Struct

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = JSONDecoder()


class CellPlace(Struct, frozen=True):
    """The line on which a cell begins, and that of the first line of its source, None where it has none."""

    line: int
    source: int | None


def cell_places(text: str) -> list[CellPlace]:
    """The place of each cell that is an object, in the order of the file.

    Args:
        text: a JSON object that `json.loads` takes.
    """
    found, line, last = [], 1, 0
    for start in _cells(text):
        line, last = line + text.count("\n", last, start), start
        source = next((at for key, at in _members(text, start) if key in ("source", "input")), None)
        if source is not None and text[source] == "[":
            source = _past_blanks(text, source + 1)
        inside = None if source is None else line + text.count("\n", start, source)
        found.append(CellPlace(line, inside))
    return found


def key_lines(text: str) -> dict[str, int]:
    """The line on which the value of each key of the notebook itself begins."""
    members = _members(text, _past_blanks(text, 0))
    return {key: text.count("\n", 0, at) + 1 for key, at in members}


def _cells(text: str) -> Iterator[int]:
    """Where each cell begins; before version 4 of the format they lie in worksheets."""
    top = dict(_members(text, _past_blanks(text, 0)))
    if "cells" in top:
        yield from _objects(text, top["cells"])
    for sheet in _objects(text, top["worksheets"]) if "worksheets" in top else ():
        for key, at in _members(text, sheet):
            if key == "cells":
                yield from _objects(text, at)


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The keys of the object that begins at a place, each with the place of its value."""
    at = _past_blanks(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _past_blanks(text, _past_blanks(text, at) + 1)
        yield key, at
        at = _next(text, at)


def _objects(text: str, at: int) -> Iterator[int]:
    """The objects in the array that begins at a place; nothing where there is no array."""
    if text[at] != "[":
        return
    at = _past_blanks(text, at + 1)
    while text[at] != "]":
        if text[at] == "{":
            yield at
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """The place behind a value and the comma that may follow it."""
    at = _past_blanks(text, _DECODER.raw_decode(text, at)[1])
    return _past_blanks(text, at + 1) if text[at] == "," else at


def _past_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
