"""What the tests of the engine share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest

from icos_ingest.check import Checker, Outcome
from icos_ingest.content import Block, Column, ColumnInfo, Content, Facts, Table, TimeFacts
from icos_ingest.model import KEEP, Fault
from icos_ingest.rule_kinds import Context, Rule


class Rows(Content):
    """A table of some columns, in blocks of a given size."""

    def __init__(
        self, columns: dict[str, Any], size: int, faults: Iterable[Fault] = (), lines: bool = False
    ) -> None:
        self._data = {name: np.asarray(values) for name, values in columns.items()}
        self._n = len(next(iter(self._data.values())))
        self._size, self._faults, self._lines = size, list(faults), lines
        self.facts = Facts("csv", time=TimeFacts("time") if "time" in columns else None, text=lines)

    def tables(self):
        infos = [ColumnInfo(name, name) for name in self._data if name != "time"]
        return {"": Table.of_blocks(None, infos, self._blocks)}

    def _blocks(self):
        for first in range(0, self._n, self._size):
            part = slice(first, min(first + self._size, self._n))
            columns = {name: _column(name, values[part]) for name, values in self._data.items()}
            faults = [f for f in self._faults if part.start < (f.place.line or 1) <= part.stop]
            lines = range(part.start + 1, part.stop + 1) if self._lines else None
            yield Block(first, part.stop - first, columns, columns.pop("time", None), faults, lines=lines)


def _column(name: str, values: Any) -> Column:
    gone = np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, dtype=bool)
    return Column(ColumnInfo(name, name), values, gone, np.zeros(values.shape, dtype=bool))


@pytest.fixture
def rows() -> type[Rows]:
    """A table of some columns, in blocks of a given size."""
    return Rows


@pytest.fixture
def check() -> Callable[..., Outcome]:
    """Some rules over a content, as the pipeline drives it."""

    def run(
        content: Content,
        rules: Iterable[Rule],
        *,
        off: Iterable[Rule] = (),
        keep: int | None = KEEP,
        spec: Any = None,
    ) -> Outcome:
        checker = Checker(rules, Context(content.facts, spec=spec, keep=keep), off=off)
        checker.facts(content)
        for table in content.tables().values():
            for block in table.blocks():
                checker.block(table, block)
            checker.end_table(table)
        for array in content.arrays().values():
            checker.array(array)
            for window in array.windows():
                checker.window(array, window, array.read(window))
        return checker.finish()

    return run
