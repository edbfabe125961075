"""Faults of single stamps, of gaps and of clocks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.recall.plants._stamps import is_regular, moved, stamped, stamps, title
from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]
PROMISED = ("TIMESTAMP_END", "Year")
"""Titles of stamps in formats that promise an interval."""
AUTUMN, SPRING = datetime(2023, 10, 29), datetime(2024, 3, 31)  # noqa: DTZ001  # days of change, by local clocks


def _at(table: TextTable, row: int) -> Planted:
    column = title(table)
    assert column is not None, "asked only for tables with stamps"
    return Planted(table, table.line(row), table.cell("Year" if column == "Year" else column))


def _lost(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    if not is_regular(table):
        return None
    row = rng.randrange(1, len(table.rows) - size["rows"] - 1)
    return _at(table.with_rows([*table.rows[:row], *table.rows[row + size["rows"] :]]), row)


def lost_rows(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some rows in a row are gone."""
    return _lost(table, size, rng)


def lost_row(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row is gone."""
    return _lost(table, size, rng)


def slipped_stamp(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One stamp some minutes late, in a table of a promised interval."""
    if title(table) not in PROMISED or not is_regular(table):
        return None
    row = rng.randrange(1, len(table.rows) - 1)
    late = stamps(table)[row] + timedelta(minutes=size["minutes"])
    return _at(stamped(table, {row: late}), row)


def year_ahead(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """The last row lies in the future."""
    del rng
    if title(table) is None:
        return None
    row = len(table.rows) - 1
    now = datetime.now(UTC).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    return _at(stamped(table, {row: now + timedelta(days=365 * size["years_from_now"])}), row)


def last_row_late(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """The last row lies after the end that the header states."""
    del rng
    line = next((line for line in table.head if line.startswith("# COVERING PERIOD")), None)
    if line is None or title(table) is None:
        return None
    end = datetime.fromisoformat(line.split()[-1])
    row = len(table.rows) - 1
    return _at(stamped(table, {row: end + timedelta(days=size["days"])}), row)


def _wrong(table: TextTable, size: Size, rng: random.Random, *, years: int, months: int) -> Planted | None:
    times = stamps(table) if is_regular(table) else []
    last = len(times) - size["rows"] - 1
    rows = [row for row in range(1, last) if times[row].day <= 27 and times[row].month <= 11]
    if not rows:
        return None
    row = rng.choice(rows)
    wrong = {
        i: times[i].replace(year=times[i].year + years, month=times[i].month + months)
        for i in range(row, row + size["rows"])
    }
    return _at(stamped(table, wrong), row)


def wrong_year(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row of another year."""
    return _wrong(table, size, rng, years=size["years"], months=0)


def wrong_years(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Some rows of another year."""
    return _wrong(table, size, rng, years=size["years"], months=0)


def wrong_month(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row of another month."""
    return _wrong(table, size, rng, years=0, months=size["months"])


def _at_change(table: TextTable, day: datetime) -> tuple[TextTable, int] | None:
    """The table moved so that two o'clock of a day is in its middle, and the first row after that."""
    if not is_regular(table) or title(table) not in PROMISED:
        return None
    times = stamps(table)
    shift = day - times[len(times) // 2].replace(hour=0, minute=0)
    table = moved(table, lambda at: at + shift)
    after = next(row for row, at in enumerate(stamps(table)) if at > day + timedelta(hours=2))
    return table, after


def hour_repeated(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A clock that is put back when summer time ends."""
    del rng
    found = _at_change(table, AUTUMN)
    if found is None:
        return None
    table, row = found
    back = {i: at - timedelta(hours=size["hours"]) for i, at in enumerate(stamps(table)) if i >= row}
    return _at(stamped(table, back), row)


def hour_missing(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A clock that is put forward when summer time begins."""
    del rng
    found = _at_change(table, SPRING)
    if found is None:
        return None
    table, row = found
    ahead = {i: at + timedelta(hours=size["hours"]) for i, at in enumerate(stamps(table)) if i >= row}
    return _at(stamped(table, ahead), row)


def _shifted(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    del rng
    if "SW_IN_F" not in table.titles or len(table.rows) < 480:
        return None
    return Planted(moved(table, lambda at: at - timedelta(minutes=size["minutes"])))


def start_for_end(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Every stamp half an hour early."""
    return _shifted(table, size, rng)


def summer_time(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Every stamp an hour early."""
    return _shifted(table, size, rng)


def whole_hour_early(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Every stamp an hour off to the other side."""
    return _shifted(table, size, rng)


PLANTS = {
    "time-gap": (lost_rows, lost_row),
    "irregular-time-step": (slipped_stamp,),
    "time-in-future": (year_ahead,),
    "time-outside-period": (last_row_late,),
    "date-out-of-line": (wrong_year, wrong_month, wrong_years),
    "summer-time-jump": (hour_repeated, hour_missing),
    "shifted-against-sun": (start_for_end, summer_time, whole_hour_early),
}
