"""Where the time of a row stands, and how it becomes milliseconds in UTC."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from icos_ingest.content import ColumnInfo
from icos_ingest.values import (
    FORMATS,
    Cells,
    ParsedColumn,
    Sure,
    Texts,
    fixed_times,
    from_fields,
    parse_bytes,
    parse_column,
    texts_of,
)

Rows = Sequence[Sequence[str]]
HOUR = 3_600_000


class Stamped(NamedTuple):
    """The stamps of some rows.

    Attributes:
        values: milliseconds since 1970 in UTC; NaN for a refused stamp.
        refused: rows whose stamp the portal refuses.
        loose: rows whose stamp it takes for another than is written, such as 30 February for the 28th.
    """

    values: npt.NDArray[np.float64]
    refused: list[int]
    loose: Sequence[int] = ()


class Stamp(Protocol):
    """How a text format stamps its rows.

    Attributes:
        cell: index of the cell that a bad stamp is shown at.
        expected: what should stand there, in plain words.
    """

    @property
    def cell(self) -> int: ...

    @property
    def expected(self) -> str: ...

    def read(self, rows: Rows) -> Stamped:
        """The stamps of rows that all have the same number of cells."""

    def makes(self, info: ColumnInfo) -> bool:
        """Whether all that is wrong with a refused cell of this column is that its row has no stamp."""

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        """The cell of a row that is to be looked at where its stamp is wrong, and the text of the stamp."""


class CellStamp(Struct, frozen=True):
    """One cell in one value format.

    Attributes:
        cell: its index.
        format: its value format.
        utc_offset: hours that its clock is ahead of UTC.
        blank: whether a blank cell is a missing stamp and no fault.
    """

    cell: int
    format: str
    utc_offset: float = 0.0
    blank: bool = False

    def makes(self, info: ColumnInfo) -> bool:
        return not self.blank and (info.cell, info.format) == (self.cell, self.format)

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        return self.cell, row[self.cell]

    @property
    def expected(self) -> str:
        return FORMATS[self.format].expected

    def read(self, rows: Rows) -> Stamped:
        parsed = _parsed(rows, self.cell, self.format)
        blank = [] if self.blank else np.flatnonzero(parsed.missing).tolist()
        refused = sorted({*parsed.refused, *blank})
        values = _MILLISECONDS.get(self.format, _as_is)(parsed.values) - self.utc_offset * HOUR
        values[refused] = np.nan
        return Stamped(values, refused, parsed.loose)


class IsoLocalStamp(Struct, frozen=True):
    """A strict ISO date and time without zone, taken as UTC (SOCAT): no 24:00, no 30 February."""

    cell: int = 0
    expected: str = "an ISO date and time, such as 2005-01-07T08:30 or 2005-01-07T08:30:15"

    def makes(self, info: ColumnInfo) -> bool:
        del info
        return False

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        return self.cell, row[self.cell]

    def read(self, rows: Rows) -> Stamped:
        texts = [_with_seconds(text) for text in texts_of(rows, self.cell)]
        parsed = parse_column(texts, FORMATS["iso8601dateTime"])
        refused = sorted({*parsed.refused, *np.flatnonzero(parsed.missing).tolist()})
        parsed.values[refused] = np.nan
        return Stamped(parsed.values, refused)


class SpelledStamp(Struct, frozen=True):
    """A date and time in the format's own spelling, on the file's own clock.

    Attributes:
        cell: index of the cell that a bad stamp is shown at.
        spell: gives the ISO date and time of a row, without zone; anything else is refused.
        expected: what should stand there, in plain words.
        utc_offset: hours that the clock is ahead of UTC.
        to_utc: turns milliseconds on the clock into UTC where no one offset does; gives None for a time that
            the clock shows twice or never, which is refused.
    """

    cell: int
    spell: Callable[[Sequence[str]], str]
    expected: str
    utc_offset: float = 0.0
    to_utc: Callable[[int], int | None] | None = None

    def makes(self, info: ColumnInfo) -> bool:
        return info.cell == self.cell

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        return self.cell, row[self.cell]

    def read(self, rows: Rows) -> Stamped:
        parsed = parse_column([self.spell(row) + "Z" for row in rows], FORMATS["iso8601dateTime"])
        values = parsed.values - self.utc_offset * HOUR
        refused = list(parsed.refused)
        values[refused] = np.nan
        if self.to_utc is not None:
            for i in np.flatnonzero(~np.isnan(values)).tolist():
                utc = self.to_utc(int(values[i]))
                values[i] = np.nan if utc is None else utc
                refused += [i] if utc is None else []
        return Stamped(values, sorted(refused))


class YearStamp(Struct, frozen=True):
    """A year, which stands for its first day (SITES)."""

    cell: int = 0
    utc_offset: float = 1.0
    expected: str = "a year of four digits"

    def makes(self, info: ColumnInfo) -> bool:
        return (info.cell, info.format) == (self.cell, "int32")

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        return self.cell, row[self.cell]

    def read(self, rows: Rows) -> Stamped:
        days = parse_column([text + "-01-01" for text in texts_of(rows, self.cell)], FORMATS["iso8601date"])
        values = (days.values.astype(np.float64) * 24 - self.utc_offset) * HOUR
        values[days.refused] = np.nan
        return Stamped(values, days.refused)


class DayAndTime(Struct, frozen=True):
    """A date cell and a time-of-day cell (ICOS Sweden); a blank date is the missing day, as in the portal."""

    cell: int = 0
    time_cell: int = 1
    utc_offset: float = 1.0
    expected: str = "a date as day/month/year in the first cell and a time of day in the second"

    def makes(self, info: ColumnInfo) -> bool:
        return (info.cell, info.format) in ((self.cell, "etcDate"), (self.time_cell, "iso8601timeOfDay"))

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        undated = FORMATS["etcDate"].cell(row[self.cell])[1] == "refused"
        untimed = FORMATS["iso8601timeOfDay"].cell(row[self.time_cell])[1] != "value"
        cell = self.time_cell if untimed and not undated else self.cell
        return cell, row[cell]

    def read(self, rows: Rows) -> Stamped:
        days = _parsed(rows, self.cell, "etcDate")
        times = _parsed(rows, self.time_cell, "iso8601timeOfDay")
        refused = sorted({*days.refused, *times.refused, *np.flatnonzero(times.missing).tolist()})
        values = days.values.astype(np.float64) * 24 * HOUR + times.values.astype(np.float64) * 1000
        values -= self.utc_offset * HOUR
        values[refused] = np.nan
        return Stamped(values, refused, days.loose)


class DateParts(Struct, frozen=True):
    """Year to second in cells of their own (ICOS ATC); None where there is no such cell."""

    cells: tuple[int | None, ...]
    expected: str = "numbers in Year, Month, Day, Hour, Minute that make a date and time"

    def makes(self, info: ColumnInfo) -> bool:
        del info
        return False

    @property
    def cell(self) -> int:
        return next((cell for cell in self.cells if cell is not None), 0)

    def read(self, rows: Rows) -> Stamped:
        parsed = self._quickly(rows) if isinstance(rows, Cells) else self._slowly(rows)
        parsed.values[parsed.refused] = np.nan
        return Stamped(parsed.values, parsed.refused, parsed.loose)

    def _slowly(self, rows: Rows) -> ParsedColumn:
        return parse_column([self._text(row) for row in rows], FORMATS["iso8601dateTime"])

    def _quickly(self, rows: Cells) -> ParsedColumn:
        """Usual parts are read at once; rows with any other one by one."""
        found, sure = self._joined(rows) or self._apart(rows)
        odd = np.flatnonzero(~sure)
        parsed = self._slowly([rows[i] for i in odd.tolist()])
        values, missing = found.astype(np.float64), np.zeros(len(rows), dtype=bool)
        values[odd], missing[odd] = parsed.values, parsed.missing
        return ParsedColumn(values, missing, odd[parsed.refused].tolist(), odd[parsed.loose].tolist())

    def _joined(self, rows: Cells) -> Sure | None:
        """Parts in cells side by side that have all their digits, read as one text; None where few have."""
        cells = [cell for cell in self.cells if cell is not None]
        side_by_side = cells == list(range(cells[0], cells[0] + len(cells))) if cells else False
        if not side_by_side or self.cells[: len(cells)] != tuple(cells) or not len(rows):
            return None
        separator = chr(rows.data[rows.ends[cells[0], 0]])
        pattern = separator.join(["yyyy", "MM", "dd", "HH", "mm", "ss"][: len(cells)])
        raw, fits = rows.column(cells[0]).through(rows.column(cells[-1])).fixed(len(pattern))
        if 2 * len(raw) < len(rows):
            return None
        values, sure = np.zeros(len(rows), dtype=np.int64), fits.copy()
        values[fits], sure[fits] = fixed_times(raw, pattern)
        return values, sure

    def _apart(self, rows: Cells) -> Sure:
        """Parts of one digit or two, and years of four."""
        fields = {}
        fits = np.ones(len(rows), dtype=bool)
        for cell, letter in zip(self.cells, "yMdHms", strict=True):
            if cell is None:
                fields[letter] = np.zeros(len(rows), dtype=np.int64)
                continue
            fields[letter], digits = rows.column(cell).digits(4 if letter == "y" else 2)
            fits &= digits
        values, plain = from_fields(fields)
        return values, fits & plain

    def _text(self, row: Sequence[str]) -> str:
        return "{}-{}-{}T{}:{}:{}Z".format(*map(self._part, [row] * 6, self.cells))

    def blame(self, row: Sequence[str]) -> tuple[int, str]:
        """The first part out of its range, else the day, if the month lacks it."""
        for cell, (shape, low, high) in zip(self.cells, _PARTS, strict=True):
            part = self._part(row, cell)
            if cell is not None and not (shape.fullmatch(part) and low <= int(part) <= high):
                return cell, self._text(row)
        text, day = self._text(row), self.cells[2]
        exists = FORMATS["iso8601dateTime"].cell(text)[1] == "value"
        return self.cell if day is None or exists else day, text

    @staticmethod
    def _part(row: Sequence[str], cell: int | None) -> str:
        text = "00" if cell is None else row[cell]
        return "0" + text if len(text) == 1 else text


_TWO, _FOUR = re.compile("[0-9]{2}", re.ASCII), re.compile("[0-9]{4}", re.ASCII)
_PARTS = ((_FOUR, 0, 9999), (_TWO, 1, 12), (_TWO, 1, 31), (_TWO, 0, 23), (_TWO, 0, 59), (_TWO, 0, 59))
"""Year to second: how each is written, and between what it lies."""
_CLOCK = re.compile(r".*[Tt]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{0,9})?)?", re.ASCII | re.DOTALL)


def _with_seconds(text: str) -> str:
    """An instant that only a strict local date and time becomes; anything else becomes none."""
    match = _CLOCK.fullmatch(text)
    if not match:
        return "?"
    return text + ("Z" if match[2] else ":00Z")


def _parsed(rows: Rows, cell: int, format_: str) -> ParsedColumn:
    texts = texts_of(rows, cell)
    if isinstance(texts, Texts):
        return parse_bytes(texts, FORMATS[format_])
    return parse_column(texts, FORMATS[format_])


def _as_is(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return values.astype(np.float64)


def _days(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return values.astype(np.float64) * 24 * HOUR


def _months(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return _days((values.astype(np.int64) - 1970 * 12).astype("M8[M]").astype("M8[D]").astype(np.int64))


_MILLISECONDS = {"iso8601date": _days, "etcDate": _days, "iso8601month": _months}
"""How stored values of formats that do not store milliseconds become them."""
