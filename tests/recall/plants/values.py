"""Faults of values that parse well."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.recall.plants._places import pick, titles
from tests.recall.table import Planted, TextTable, like

Size = Mapping[str, Any]
SPREADS = ("Stdev", "AT-Stdev", "RH-Stdev", "WS-Stdev", "AP-Stdev")
SMOOTH = ("co2", "ppb", "celsius", "percent", "hpa", "kpa")


def pascal_for_hectopascal(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Pressures in Pa."""
    return _converted(table, ("hpa",), size, rng)


def kilopascal_for_hectopascal(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Pressures in kPa where hPa are meant."""
    return _converted(table, ("hpa",), size, rng)


def hectopascal_for_kilopascal(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Pressures in hPa where kPa are meant."""
    return _converted(table, ("kpa",), size, rng)


def kelvin_for_celsius(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Temperatures in K."""
    return _converted(table, ("celsius",), size, rng)


def kelvin_from_the_middle(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Temperatures in K in the later part of a file."""
    return _converted(table, ("celsius",), size, rng)


def fraction_for_percent(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A humidity from 0 to 1."""
    return _converted(table, ("percent",), size, rng)


def ppb_for_ppm(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Carbon dioxide in nmol mol-1."""
    return _converted(table, ("co2",), size, rng)


def ppm_for_ppb(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Methane, carbon monoxide or nitrous oxide in umol mol-1."""
    return _converted(table, ("ppb",), size, rng)


def stuck_sensor(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One value that is repeated for long."""
    step = _hours(table)
    if step is None:
        return None
    length = max(size["values"], math.ceil(size["hours"] / step))
    among = titles(table, SMOOTH, least=length + 2)
    if not among:
        return None
    title = rng.choice(among)
    texts, rows = table.column(title), table.filled(title)
    start = rng.randrange(1, len(rows) - length)
    run = rows[start : start + length]
    if texts[rows[start - 1]] == texts[run[0]] or run[-1] - run[0] > 2 * length:
        return None
    return Planted(
        table.with_column(title, dict.fromkeys(run, texts[run[0]])), table.line(run[0]), table.cell(title)
    )


def spike_of_mad(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One value off the mean of its neighbours, in a column where no other is."""
    title = rng.choice(titles(table, SMOOTH, least=100) or [""])
    if not title:
        return None
    numbers = table.numbers(title)
    apart = {row: value for row in range(1, len(numbers) - 1) if (value := _apart(numbers, row)) is not None}
    middle = statistics.median(apart.values())
    mad = statistics.median(abs(value - middle) for value in apart.values())
    inner = [row for row in apart if row - 1 in apart and row + 1 in apart]
    if mad == 0 or not inner or max(map(abs, apart.values())) >= size["mad"] * mad:
        return None
    row = rng.choice(inner)
    value = (numbers[row - 1] + numbers[row + 1]) / 2 + rng.choice((-1, 1)) * size["mad"] * mad
    text = like(table.column(title)[row] + "00", value)
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def lost_sign(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A standard deviation below zero."""
    places = [title for title in SPREADS if title in table.titles and table.filled(title)]
    at = pick(table, places, rng)
    if at is None or not table.numbers(at[1])[at[0]]:
        return None
    row, title = at
    text = like(table.column(title)[row], size["factor"] * table.numbers(title)[row])
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def _converted(table: TextTable, kinds: tuple[str, ...], size: Size, rng: random.Random) -> Planted | None:
    among = titles(table, kinds, least=24)
    if not among:
        return None
    title = rng.choice(among)
    numbers, texts = table.numbers(title), table.column(title)
    rows = [row for row in table.filled(title) if row >= size["from"] * len(texts)]
    factor, offset = size["factor"], size.get("offset", 0)
    spoilt = {row: like(texts[row] + "00", numbers[row] * factor + offset) for row in rows}
    return Planted(table.with_column(title, spoilt), table.line(rows[0]), table.cell(title))


def _apart(numbers: list[float | None], row: int) -> float | None:
    before, value, after = numbers[row - 1 : row + 2]
    if before is None or value is None or after is None:
        return None
    return value - (before + after) / 2


def _hours(table: TextTable) -> float | None:
    """The step of a regular table in hours, by its first two stamps."""
    try:
        first, second = (_stamp(table, row) for row in table.rows[:2])
    except ValueError:
        return None
    return (second - first).total_seconds() / 3600 or None


def _stamp(table: TextTable, row: tuple[str, ...]) -> datetime:
    if "Hour" in table.titles:
        at = table.titles.index("Year")
        return datetime.fromisoformat("{}-{}-{}T{}:{}+00:00".format(*row[at : at + 5]))
    if table.titles[0] == "TIMESTAMP_START":
        return datetime.strptime(f"{row[0]}+0000", "%Y%m%d%H%M%z")
    return datetime.fromisoformat(row[0])


PLANTS = {
    "wrong-unit": (
        pascal_for_hectopascal,
        kilopascal_for_hectopascal,
        hectopascal_for_kilopascal,
        kelvin_for_celsius,
        kelvin_from_the_middle,
        fraction_for_percent,
        ppb_for_ppm,
        ppm_for_ppb,
    ),
    "constant-value": (stuck_sensor,),
    "value-spike": (spike_of_mad,),
    "negative-standard-deviation": (lost_sign,),
}
