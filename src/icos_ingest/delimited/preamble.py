"""Lines before a table that are no rows: comments, a block of prose, a logger's own first line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from icos_ingest.content import Fact
from icos_ingest.model import Place

COMMENT = re.compile(r"\s*(#|%|//|C\d\d(?=\s|$))")
_PAIR = re.compile(r"[^\w]*(?:C\d\d\s+)?([A-Za-z][\w /().-]{1,60}?)\s*[:=]\s*(\S.*?)[\s,;]*")
_MOST = 10_000


def preamble_length(lines: Sequence[str]) -> int:
    """How many of the first lines are blank or comments.

    A comment begins with `#`, `%`, `//` or with a number such as `C07` (the WDCGG's old files), or lies
    between `/*` and `*/` (PANGAEA).
    """
    count, inside = 0, False
    for line in lines[:_MOST]:
        text = line.strip()
        if inside or text.startswith("/*"):
            inside = "*/" not in text
        elif text and not COMMENT.match(text):
            break
        count += 1
    # A block that never ends is no comment.
    return 0 if inside else count


def is_comment(cells: Sequence[str]) -> bool:
    """Whether a row that is not as long as the others is a comment among them."""
    return cells[0].lstrip().startswith("#")


def uncommented(line: str) -> str:
    """A comment without its sign."""
    return COMMENT.sub("", line, count=1).strip()


def stated_facts(lines: Sequence[str]) -> Mapping[str, Fact]:
    """The `key: value` pairs of a preamble, each with its place; the first of a name counts."""
    facts: dict[str, Fact] = {}
    for number, line in enumerate(lines, start=1):
        match = _PAIR.fullmatch(line.strip()[:2000])
        if match and match[1] not in facts:
            facts[match[1]] = Fact(match[2], Place(line=number, field=match[1], value=match[2][:100]))
    return facts
