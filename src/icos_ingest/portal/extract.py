"""The JSON that the portal returns when it has ingested a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from icos_ingest.content import ColumnInfo, Facts
from icos_ingest.values import show_instant

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

Instant = tuple[int, int]
"""Seconds since 1970 in UTC, and nanoseconds of the second."""
Interval = tuple[Instant | None, Instant | None]
_FLASK = "asciiAtcFlaskTimeSer"
COUNTED = ("asciiAtcProductTimeSer", _FLASK)
"""Formats whose header states the number of rows, so that the metadata need not."""


def extract_of(
    facts: Facts, columns: Sequence[ColumnInfo], spec: Spec, interval: Interval, n_rows: int
) -> dict[str, object]:
    """The extract of an accepted table.

    Args:
        facts: of the content; its time tells what a stamp stands for.
        columns: of the table, those that the format adds among them.
        spec: the specification.
        interval: first and last stamp of the file as they stand there.
        n_rows: rows that were read.
    """
    tabular: dict[str, object] = {}
    if has_actual_columns(spec):
        tabular["actualColumns"] = actual_columns(columns)
    if (found := _interval(facts, interval)) is not None:
        tabular["interval"] = found
    extract: dict[str, object] = {"tabular": tabular}
    if spec.format in COUNTED:
        extract["nRows"] = n_rows
    return extract


def has_actual_columns(spec: Spec) -> bool:
    """Whether the extract names the columns; else the required ones are meant."""
    return spec.has_optional_or_regex or spec.format == _FLASK


def actual_columns(columns: Sequence[ColumnInfo]) -> list[str]:
    """Matched titles in the file's order, those that the format adds first."""
    matched = [info for info in columns if info.spec is not None]
    return [info.title for info in sorted(matched, key=lambda info: -1 if info.cell is None else info.cell)]


def _interval(facts: Facts, interval: Interval) -> dict[str, str] | None:
    start, stop = interval
    time = facts.time
    if time is None:
        start = stop = (0, 0)
    if start is None or stop is None:
        return None
    if time is not None and time.stamp == "end" and time.interval:
        start = (start[0] - round(time.interval * 60), start[1])
    if time is not None and time.span:
        stop = (_later(stop[0], time.span), stop[1])
    return {"start": show_instant(*start), "stop": show_instant(*stop)}


def _later(stamp: int, span: str) -> int:
    """A day, month or year later in UTC; a day that the month lacks becomes its last."""
    days, clock = divmod(stamp, 86_400)
    if span == "day":
        return stamp + 86_400
    month = np.datetime64(days, "D").astype("M8[M]")
    day = np.datetime64(days, "D") - month.astype("M8[D]")
    later = month + (1 if span == "month" else 12)
    last = (later + 1).astype("M8[D]") - later.astype("M8[D]") - 1
    return int((later.astype("M8[D]") + min(day, last)).astype(np.int64)) * 86_400 + clock
