"""Faults of stated units."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]
STATED = "# MEASUREMENT UNIT: "


def made_up_unit(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A unit that nobody knows, where the header states the units of the columns."""
    del rng
    return _stated(table, size["text"])


def other_unit(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Another unit than the specification has."""
    del rng
    return _stated(table, size["text"])


def _stated(table: TextTable, unit: str) -> Planted | None:
    for number, line in enumerate(table.head, start=1):
        if line.startswith(STATED) and ";" not in line and table.spec:
            return Planted(table.with_head(number, STATED + unit))
    return None


PLANTS = {"unknown-unit": (made_up_unit,), "unexpected-unit": (other_unit,)}
