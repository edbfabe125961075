"""Faults of files for AmeriFlux's FP-In."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.recall.table import Planted, TextTable

Size = Mapping[str, Any]
GAP = "-9999"
FLUXES = ("FC", "LE", "H")
_DIGITS = "%Y%m%d%H%M"


def _is_upload(table: TextTable) -> bool:
    return table.name.startswith("US-")


def _variables(table: TextTable) -> list[str]:
    return [title for title in table.titles if not title.startswith("TIMESTAMP")]


def _emptied(table: TextTable, title: str) -> TextTable:
    return table.with_column(title, dict.fromkeys(range(len(table.rows)), GAP))


def foreign_gap(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One gap as another program writes it."""
    if not _is_upload(table):
        return None
    row, title = rng.randrange(len(table.rows)), rng.choice(_variables(table))
    planted = table.with_cell(row, title, rng.choice(size["texts"]))
    return Planted(planted, table.line(row), table.cell(title))


def no_values(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Gaps alone."""
    del size, rng
    if not _is_upload(table):
        return None
    for title in _variables(table):
        table = _emptied(table, title)
    return Planted(table)


def no_value_of_one(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One column of gaps."""
    del size
    if not _is_upload(table):
        return None
    title = rng.choice(_variables(table))
    return Planted(_emptied(table, title), 1, table.cell(title))


def filled_flux(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """A flux without a gap."""
    del size
    if not _is_upload(table):
        return None
    title = rng.choice(FLUXES)
    gaps = [row for row, text in enumerate(table.column(title)) if text == GAP]
    return Planted(table.with_column(title, dict.fromkeys(gaps, "1.25")), 1, table.cell(title))


def row_cut_at_end(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """The last row is not there."""
    del rng
    if not _is_upload(table):
        return None
    cut = table.with_rows(table.rows[: -size["rows"]])
    return Planted(cut, cut.line(len(cut.rows) - 1), 2)


def row_cut_at_start(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """The first row is not there."""
    del rng
    return Planted(table.with_rows(table.rows[size["rows"] :]), 2, 1) if _is_upload(table) else None


def stamps_with_signs(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """Every stamp as a spreadsheet writes it."""
    del rng
    if not _is_upload(table):
        return None
    for title in ("TIMESTAMP_START", "TIMESTAMP_END"):
        stamps = [datetime.strptime(text, _DIGITS) for text in table.column(title)]  # noqa: DTZ007
        table = table.with_column(title, {row: f"{at:{size['like']}}" for row, at in enumerate(stamps)})
    return Planted(table, table.line(0), 1)


def row_taken_out(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One row is not there."""
    if not _is_upload(table):
        return None
    row = rng.randrange(1, len(table.rows) - 1)
    return Planted(table.with_rows([*table.rows[:row], *table.rows[row + size["rows"] :]]), table.line(row))


def end_typed_wrong(table: TextTable, size: Size, rng: random.Random) -> Planted | None:
    """One end is late."""
    if not _is_upload(table):
        return None
    row, title = rng.randrange(1, len(table.rows) - 1), "TIMESTAMP_END"
    late = datetime.strptime(table.column(title)[row], _DIGITS) + timedelta(minutes=size["minutes"])  # noqa: DTZ007
    return Planted(table.with_cell(row, title, late.strftime(_DIGITS)), table.line(row))


PLANTS = {
    "nonstandard-missing-value": (foreign_gap,),
    "all-data-missing": (no_values,),
    "empty-variable": (no_value_of_one,),
    "suspected-gap-fill": (filled_flux,),
    "wrong-upload-period": (row_cut_at_end, row_cut_at_start),
    "nonstandard-timestamp": (stamps_with_signs,),
    "wrong-step-between-rows": (row_taken_out,),
    "wrong-step-within-row": (end_typed_wrong,),
}
