"""What a table or arrays look like from afar: a few hundred bins of rows, for a picture of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Lane(Struct, frozen=True):
    """One column of numbers over the bins of its table; each tuple has one element per bin.

    Attributes:
        name: of the column.
        unit: as it stands in the file.
        plausible: lowest and highest plausible value in that unit, None where none are known.
        valid: how many values there are.
        missing: how many cells are missing; what is neither could not be read.
        low: the lowest value, None in a bin without one.
        high: the highest.
        letters: of the column's quality flag, how often each stands beside a value.
        good: letters of values that may be used.
    """

    name: str
    unit: str | None
    plausible: tuple[float, float] | None
    valid: tuple[int, ...]
    missing: tuple[int, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    letters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    good: tuple[str, ...] = ()


class Overview(Struct, frozen=True):
    """Some columns of one table, summed up over bins of time or of rows.

    Only bins that hold rows are there, so that a wild stamp costs one bin and a gap none.

    Attributes:
        name: of the table: a member, a sheet, or the dims of arrays; None where the file has one table.
        timed: whether the bins are of time; else they are of rows.
        width: of a bin, in milliseconds or in rows.
        starts: where each bin begins: milliseconds since 1970 in UTC, or a row from 0.
        rows: in each bin.
        lanes: columns in the order of the file.
        left_out: columns of numbers that are not among them.
        unplaced: rows without a stamp.
    """

    name: str | None
    timed: bool
    width: int
    starts: tuple[int, ...]
    rows: tuple[int, ...]
    lanes: tuple[Lane, ...]
    left_out: int = 0
    unplaced: int = 0
