"""Faults of the headers of atmosphere files."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]
GASES = ("CO2", "CH4", "CO", "N2O", "SF6", "14C")
_PRODUCT = re.compile(r"ICOS_ATC_.*_[A-Z]{3}_.*\d\.\d_.*")


def _line(table: TextTable, key: str) -> int | None:
    return next((i for i, line in enumerate(table.head, 1) if line.startswith(f"# {key}:")), None)


def _restated(table: TextTable, key: str, value: str, *, named: bool = True) -> Planted | None:
    """The table with another header fact, where its name says what it should be."""
    line = _line(table, key)
    if line is None or (named and not _PRODUCT.fullmatch(table.name)):
        return None
    return Planted(table.with_head(line, f"# {key}: {value}"), line)


def other_station(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Another station."""
    del size
    return _restated(table, "STATION CODE", rng.choice(["GAT", "SVB", "TRN"]))


def other_height(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Another sampling height."""
    del size
    return _restated(table, "SAMPLING HEIGHTS", f"{rng.choice([10, 70, 341])} m agl")


def other_parameter(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Another gas."""
    del size
    gases = [gas for gas in GASES if gas != table.name.rsplit(".", 1)[-1]]
    return None if len(gases) == len(GASES) else _restated(table, "PARAMETER", rng.choice(gases))


def other_period(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Another period, where the name gives one."""
    del rng
    line = _line(table, "COVERING PERIOD")
    if line is None or len(re.findall(r"_\d{4}-\d\d-\d\d(?=_)", table.name)) != 2:
        return None
    stamps = (
        datetime.fromisoformat(text) - timedelta(days=size["days"])
        for text in table.head[line - 1].split()[-2:]
    )
    return _restated(table, "COVERING PERIOD", " ".join(f"{at:%Y-%m-%dT%H:%M}" for at in stamps))


def row_of_other_station(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row of another station."""
    del size
    return _cell(table, "Site", "XYZ", rng)


def row_of_other_height(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row of another height."""
    del size
    return _cell(table, "SamplingHeight", "999", rng)


def _cell(table: TextTable, title: str, text: str, rng: random.Random) -> Planted | None:
    if title not in table.titles or len(table.rows) < 3:
        return None
    row = rng.randrange(1, len(table.rows))
    return Planted(table.with_cell(row, title, text), table.line(row), table.cell(title))


def parameter_without_column(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A parameter that has no column."""
    del size
    gases = [gas for gas in GASES if gas.lower() not in map(str.lower, table.titles)]
    return _restated(table, "PARAMETER", rng.choice(gases), named=False) if "Site" in table.titles else None


def lost_unit(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One unit fewer than parameters."""
    del size, rng
    line = _line(table, "MEASUREMENT UNIT")
    if line is None or not table.name.endswith("MTO"):
        return None
    units = table.head[line - 1].split(": ", 1)[1].split(";")
    return _restated(table, "MEASUREMENT UNIT", ";".join(units[:-1]))


PLANTS = {
    "header-unlike-file-name": (other_station, other_height, other_parameter, other_period),
    "header-unlike-rows": (row_of_other_station, row_of_other_height, parameter_without_column, lost_unit),
}
