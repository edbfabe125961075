"""What a single cell looks like, before anything is known of its column."""

from __future__ import annotations

import re

from icos_ingest.delimited.dates import SPELLINGS, time_of_day
from icos_ingest.text.plan import LOOKALIKES

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DATES = tuple(spelling for spelling in SPELLINGS if not spelling.compact)


def is_blank(cell: str) -> bool:
    """Whether a cell is empty, or says that its value is missing."""
    return not cell or cell in LOOKALIKES or cell.strip() in LOOKALIKES


def is_number(cell: str) -> bool:
    """Whether a cell is a number, with a point or with a comma."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def is_stamp(cell: str) -> bool:
    """Whether a cell is a date or a time of day, written with separators."""
    if not any(digit.isdigit() for digit in cell[:12]):
        return False
    return time_of_day(cell) is not None or any(spelling.read(cell) for spelling in _DATES)


def is_value(cell: str) -> bool:
    """Whether a cell is a number, a date or a time: something that no title is, but for years."""
    return is_number(cell) or is_stamp(cell)
