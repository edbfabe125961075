"""The columns that the portal would store, as one-dimensional big-endian arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from icos_ingest.content import Block, ColumnInfo
from icos_ingest.values import FORMATS


class StoredColumns:
    """Gathers the matched columns of blocks.

    A title that occurs twice is stored twice, both times with the values of the first.

    Args:
        columns: of the table, those that the format adds among them.
    """

    def __init__(self, columns: Sequence[ColumnInfo]) -> None:
        self._columns = [info for info in columns if info.spec is not None]
        self._parts: dict[str, list[npt.NDArray[Any]]] = {info.name: [] for info in self._columns}

    def feed(self, block: Block) -> None:
        """Take the values of one block, in file order."""
        for name, parts in self._parts.items():
            if name in block.columns:
                parts.append(block.columns[name].values)

    def finish(self) -> list[tuple[str, npt.NDArray[Any]]]:
        """(title, values) for each stored column, sorted by the UTF-16 code units of their titles."""
        by_title: dict[str, npt.NDArray[Any]] = {}
        stored = []
        for info in sorted(self._columns, key=lambda info: info.title.encode("utf-16-be", "surrogatepass")):
            if info.title not in by_title:
                by_title[info.title] = self._values(info)
            stored.append((info.title, by_title[info.title]))
        return stored

    def _values(self, info: ColumnInfo) -> npt.NDArray[Any]:
        assert info.spec is not None, "only matched columns are stored"
        dtype = FORMATS[info.spec.value_format].stored
        first = next(other for other in self._first_choice(info.title))
        parts = self._parts[first.name]
        values = np.concatenate(parts) if parts else np.array([], dtype=dtype)
        return values.astype(dtype)

    def _first_choice(self, title: str) -> list[ColumnInfo]:
        """Columns of a title, the one that the format adds before the file's own."""
        same = [info for info in self._columns if info.title == title]
        return sorted(same, key=lambda info: -1 if info.cell is None else info.cell)
