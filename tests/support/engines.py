"""One text through both engines, and whether they give the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from icos_ingest import detect
from icos_ingest.content import Block
from icos_ingest.delimited import lines as delimited_lines
from icos_ingest.model import Options, Source
from icos_ingest.schema import Spec
from icos_ingest.text import lines, parts
from icos_ingest.text import quick as quick_engine

NEVER = 1 << 60


@contextmanager
def engine(*, quick: bool, run: int) -> Iterator[None]:
    """Runs of about so many bytes, each given to the block engine first, or none."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (lines, delimited_lines):
            patch.setattr(module, "RUN", run)
        patch.setattr(parts, "SMALLEST", 0 if quick else NEVER)
        for module in (parts, quick_engine):
            patch.setattr(module, "LARGE", 0 if quick else NEVER)
        yield


def blocks(data: bytes, spec: Spec | None, fmt: str, *, quick: bool, run: int, **options: Any) -> list[Block]:
    """All blocks of a text."""
    reader = detect.reader_for(fmt)
    assert reader is not None, fmt
    with (
        engine(quick=quick, run=run),
        reader.read(Source.of(data, name="x.csv"), Options(**options), spec) as opened,
    ):
        return [block for table in opened.tables().values() for block in table.blocks()]


def assert_same(found: list[Block], wanted: list[Block]) -> None:
    """The same rows, cells, values and faults, block for block."""
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert (one.first_row, one.n, one.lost) == (other.first_row, other.n, other.lost)
        assert list(one.faults) == list(other.faults)
        assert list(one.lines or ()) == list(other.lines or ())
        assert [list(row) for row in one.cells or ()] == [list(row) for row in other.cells or ()]
        assert list(one.columns) == list(other.columns)
        pairs = [(column, other.columns[name]) for name, column in one.columns.items()]
        if one.time is not None or other.time is not None:
            pairs.append((one.time, other.time))
        for column, same in pairs:
            assert column.info == same.info
            assert column.values.dtype == same.values.dtype
            np.testing.assert_array_equal(column.values, same.values)
            np.testing.assert_array_equal(column.missing, same.missing)
            np.testing.assert_array_equal(column.refused, same.refused)
            assert (column.loose is None) == (same.loose is None), column.info.name
            if column.loose is not None:
                np.testing.assert_array_equal(column.loose, same.loose)
            if column.blame is not None:
                assert list(map(column.blame, range(one.n))) == list(map(same.blame, range(one.n)))
