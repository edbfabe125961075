"""What the sniffers of the text readers look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from icos_ingest.model import Source
from icos_ingest.text.lines import BLANKS
from icos_ingest.text.split import split
from icos_ingest.values import FORMATS

_BINARY = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b"))


def first_lines(source: Source, limit: int = 2000) -> list[str]:
    """The lines in the head of a source, as the portal sees them; none if the head is not text.

    Args:
        source: looked at, not read.
        limit: lines at most.
    """
    return list(_head_lines(source.peek(), limit))


@lru_cache(maxsize=4)
def _head_lines(head: bytes, limit: int) -> tuple[str, ...]:
    """The same of the head itself, which many readers ask for one after the other."""
    if looks_binary(head):
        return ()
    lines = head.decode("utf-8", "replace").split("\n", limit)
    if len(lines) > limit or (len(lines) > 1 and not head.endswith(b"\n")):
        lines.pop()  # the rest, or a line that is cut in two, perhaps
    return tuple(line.strip(BLANKS) for line in lines)


def looks_binary(head: bytes) -> bool:
    """Whether bytes hold control characters that no text has; one NUL in a thousand is forgiven."""
    odd = len(head) - len(head.translate(None, _BINARY))
    return odd * 1000 > len(head)


def parses(text: str, value_format: str) -> bool:
    """Whether a cell holds a value of a format."""
    return FORMATS[value_format].cell(text)[1] == "value"


def hours_between(row: Sequence[str]) -> float | None:
    """Hours from the first cell to the second, both of twelve digits; None where they are not."""
    stamps = [FORMATS["etcLocalDateTime"].cell(cell) for cell in row[:2]]
    if len(stamps) < 2 or any(state != "value" for _, state in stamps):
        return None
    (start, _), (end, _) = stamps
    return (float(end or 0) - float(start or 0)) / 3_600_000


def titles_and_row(lines: list[str], separator: str) -> tuple[list[str], list[str]]:
    """The first line that has a cell, and the row after it; empty lists where there is none."""
    for i, line in enumerate(lines):
        titles = split(line, separator, tails=False)
        if titles and titles != [""]:
            row = lines[i + 1].split(separator) if i + 1 < len(lines) else []
            return titles, row
    return [], []
