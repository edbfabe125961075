"""The table of what the owners of real files expect."""

from __future__ import annotations

from pathlib import Path

from tests.support.expectations import QUALITIES, expectations, listed

from icos_ingest import registry

TABLE = expectations()


def test_every_file_has_exactly_one_row(real_data: Path) -> None:
    """No file is left out, none is told of twice, none is made up."""
    files = listed(real_data / "MANIFEST.tsv")
    assert [row.file for row in TABLE] == sorted(files)
    assert all((real_data / file).is_file() for file in files)


def test_rows_are_sorted_and_unique() -> None:
    """A change of one row shows as one line."""
    files = [row.file for row in TABLE]
    assert files == sorted(set(files))


def test_qualities_are_known() -> None:
    """There are four."""
    assert {row.quality for row in TABLE} == set(QUALITIES)


def test_codes_are_rules() -> None:
    """A code is one of a rule, and stands only where a fault is told."""
    codes = registry.rules().keys()
    assert not [row for row in TABLE if not set(row.code) <= codes]
    assert not [row for row in TABLE if row.code and row.quality in {"good", "undecided"}]
