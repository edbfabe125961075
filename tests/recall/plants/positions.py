"""Faults of positions, in headers and along tracks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]


def _header(table: TextTable) -> tuple[int, float, float] | None:
    """The line of the latitude, and both."""
    found = {
        key: (i, float(line.split()[2]))
        for i, line in enumerate(table.head, 1)
        for key in ("LATITUDE", "LONGITUDE")
        if line.startswith(f"# {key}:")
    }
    if len(found) != 2:
        return None
    return found["LATITUDE"][0], found["LATITUDE"][1], found["LONGITUDE"][1]


def _stated(table: TextTable, line: int, north: float, east: float) -> Planted:
    table = table.with_head(line, f"# LATITUDE: {north} N").with_head(line + 1, f"# LONGITUDE: {east} E")
    return Planted(table, line)


def header(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Latitude and longitude of the header exchanged."""
    del size, rng
    found = _header(table)
    return None if found is None else _stated(table, found[0], found[2], found[1])


def header_without_sign(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A longitude of the header on the other side of Greenwich."""
    del size, rng
    found = _header(table)
    return None if found is None else _stated(table, found[0], found[1], -found[2])


def header_a_degree_off(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A latitude of the header a degree away."""
    del rng
    found = _header(table)
    return None if found is None else _stated(table, found[0], round(found[1] + size["degrees"], 4), found[2])


def _row(table: TextTable, rng: random.Random) -> tuple[int, float, float] | None:
    if "Latitude" not in table.titles or len(table.rows) < 50:
        return None
    row = rng.randrange(1, len(table.rows) - 1)
    return row, float(table.column("Latitude")[row]), float(table.column("Longitude")[row])


def _placed(table: TextTable, row: int, north: float, east: float) -> Planted:
    table = table.with_cell(row, "Latitude", f"{north:.5f}").with_cell(row, "Longitude", f"{east:.5f}")
    return Planted(table, table.line(row), table.cell("Latitude"))


def row(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row with the two exchanged."""
    del size
    found = _row(table, rng)
    return None if found is None else _placed(table, found[0], found[2], found[1])


def lost_sign(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One longitude without its sign."""
    del size
    found = _row(table, rng)
    return None if found is None else _placed(table, found[0], found[1], -found[2])


def degree(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One latitude some degrees away."""
    found = _row(table, rng)
    return None if found is None else _placed(table, found[0], found[1] + size["degrees"], found[2])


def projected(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A table of our own with one latitude in metres of a projection."""
    found = _row(table, rng)
    if found is None:
        return None
    row, north, _ = found
    titles = tuple("Latitude [degrees_north]" if title == "Latitude" else title for title in table.titles)
    own = replace(
        table,
        name="track.csv",
        spec=None,
        head=(",".join(titles),),
        separator=",",
        titles=titles,
        options={"reader": "delimited_text"},
    )
    own = own.with_cell(row, titles[table.cell("Latitude") - 1], f"{north * size['metres']:.1f}")
    return Planted(own, own.line(row), table.cell("Latitude"))


PLANTS = {
    "impossible-coordinate": (projected,),
    "swapped-position": (row, header),
    "jumping-position": (lost_sign, degree),
    "position-off-station": (header_without_sign, header_a_degree_off),
}
