"""What the first rows of a table show before the pass begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from icos_ingest.content import Fact
from icos_ingest.model import Place
from icos_ingest.text.lines import Lines
from icos_ingest.text.split import WHITESPACE, QuotedSplitter
from icos_ingest.text.stamp import Stamp

ROWS = 200


def first_rows(lines: Lines, separator: str, count: int = ROWS) -> list[list[str]]:
    """The cells of the next lines, which stay to be read; blank lines are left out.

    Args:
        lines: at the first row.
        separator: as of the format.
        count: lines at most.
    """
    texts = [line.text for line in lines.peek(count)]
    if separator == WHITESPACE:
        return [text.split() for text in texts if text]
    return QuotedSplitter(separator).rows(1, texts).cells


def usual_step(stamp: Stamp, rows: Sequence[Sequence[str]], titles: Sequence[str]) -> float | None:
    """The minutes from row to row that most of the first rows are apart, None where there is no such step.

    Rows that are not as long as the titles are left out: the stamp need not be in them.
    """
    values = stamp.read([row for row in rows if len(row) == len(titles)]).values
    steps = np.diff(values[~np.isnan(values)])
    if not len(steps):
        return None
    lengths, counts = np.unique(steps, return_counts=True)
    best = int(counts.argmax())
    if lengths[best] <= 0 or counts[best] * 2 <= len(steps):
        return None
    return float(lengths[best]) / 60_000


def pair_facts(pairs: Sequence[tuple[int, str, str]]) -> Mapping[str, Fact]:
    """Header facts of line number, name and value; a name that occurs again goes on with its value."""
    facts: dict[str, Fact] = {}
    for number, name, value in pairs:
        if name in facts:
            old = facts[name]
            facts[name] = Fact(f"{old.value}\n{value}".strip(), old.place)
        else:
            facts[name] = Fact(value, Place(line=number, field=name, value=value[:100]))
    return facts
