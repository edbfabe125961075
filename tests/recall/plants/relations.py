"""Faults between columns."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tests.recall.table import Planted, TextTable, like

Size = Mapping[str, Any]
NEE, GPP = "NEE_VUT_REF", "GPP_NT_VUT_REF"


def turned_sign_of_gpp(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """GPP with the other sign."""
    del rng
    return _changed(table, GPP, size["factor"], 0)


def shifted_nee(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One NEE that was edited."""
    if not {NEE, GPP} <= set(table.titles):
        return None
    row = rng.choice(table.filled(NEE))
    text = like(table.column(NEE)[row], (table.numbers(NEE)[row] or 0) + size["offset"])
    return Planted(table.with_cell(row, NEE, text), table.line(row), table.cell(NEE))


def watts_for_photons(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Light in W m-2."""
    del rng
    return _changed(table, "PPFD_IN", size["factor"], 0)


def light_of_another_day(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Light by another clock."""
    del rng
    return _late(table, "PPFD_IN", size["shift_hours"])


def warm_sonic(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A sonic that is too warm."""
    del rng
    return _changed(table, "T_SONIC", 1, size["offset"])


def shifted_sonic(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A sonic by another clock."""
    del rng
    return _late(table, "T_SONIC", size["shift_hours"])


def _changed(table: TextTable, title: str, factor: float, offset: float) -> Planted | None:
    if title not in table.titles or len(table.filled(title)) < 96:
        return None
    numbers, texts = table.numbers(title), table.column(title)
    rows = table.filled(title)
    spoilt = {row: like(texts[row], (numbers[row] or 0) * factor + offset) for row in rows}
    return Planted(table.with_column(title, spoilt), column=table.cell(title))


def _late(table: TextTable, title: str, hours: int) -> Planted | None:
    if title not in table.titles or len(table.filled(title)) < 96:
        return None
    texts, steps = table.column(title), 2 * hours
    late = texts[-steps:] + texts[:-steps]
    return Planted(table.with_column(title, dict(enumerate(late))), column=table.cell(title))


PLANTS = {
    "unbalanced-carbon-fluxes": (turned_sign_of_gpp, shifted_nee),
    "light-against-radiation": (watts_for_photons, light_of_another_day),
    "air-against-sonic-temperature": (shifted_sonic, warm_sonic),
}
