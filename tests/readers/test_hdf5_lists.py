"""Texts of varying length that many cells share do not unfold without bound."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest

import icos_ingest
from icos_ingest.arraylib.hdf5_lists import in_parts
from icos_ingest.errors import LimitExceeded

CELLS = 20_000


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    """Twenty thousand cells that name one text of a megabyte: 20 GB in a file of 1.3 MB."""
    path = tmp_path / "bomb.h5"
    with h5py.File(path, "w") as made:
        cells = made.create_dataset("texts", (CELLS,), h5py.string_dtype())
        cells[0] = "x" * 1_000_000
        at = cells.id.get_offset()
    data = bytearray(path.read_bytes())
    data[at : at + 16 * CELLS] = bytes(data[at : at + 16]) * CELLS
    path.write_bytes(data)
    return path


def test_a_text_that_many_cells_share_is_a_limit(bomb: Path) -> None:
    report = icos_ingest.validate(bomb)
    assert [finding.code for finding in report.findings] == ["X101"]
    assert "the file has 1," in report.findings[0].message
    with icos_ingest.open_dataset(bomb) as ds, pytest.raises(LimitExceeded):
        ds["texts"].load()


def test_parts_are_the_whole(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as made:
        texts = made.create_dataset("t", (7, 9000), h5py.string_dtype(), chunks=(2, 1000))
        texts[:] = np.array([[f"{i}.{j}" for j in range(9000)] for i in range(7)], object)
        window = (slice(1, 7, 2), slice(3, 8999, 5))
        found = in_parts(lambda part: texts[part], window, 512_000_000, 0)
        np.testing.assert_array_equal(found, texts[window])
        empty = in_parts(lambda part: texts[part], (slice(0, 0, 1), slice(0, 9000, 1)), 1000, 0)
        assert empty.shape == (0, 9000)
    with icos_ingest.open_dataset(tmp_path / "a.h5") as ds:
        assert ds["t"].values[6, 8999] == "6.8999"
