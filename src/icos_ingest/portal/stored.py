"""The columns that the portal would store, as one-dimensional big-endian arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from icos_ingest.content import Block, ColumnInfo
from icos_ingest.portal.fold import first_of_each_title
from icos_ingest.values import FORMATS


class StoredColumns:
    """Gathers the matched columns of blocks.

    A title that occurs twice is stored twice, both times with the values of the first.

    Args:
        columns: of the table, those that the format adds among them.
    """

    def __init__(self, columns: Sequence[ColumnInfo]) -> None:
        self._columns = [info for info in columns if info.spec is not None]
        self._first = {info.title: info for info in first_of_each_title(columns)}
        self._parts: dict[str, list[npt.NDArray[Any]]] = {info.name: [] for info in self._first.values()}

    def feed(self, block: Block) -> None:
        """Take the values of one block, in file order."""
        for name, parts in self._parts.items():
            if name in block.columns:
                parts.append(block.columns[name].values)

    def finish(self) -> list[tuple[str, npt.NDArray[Any]]]:
        """(title, values) for each stored column, sorted by the UTF-16 code units of their titles."""
        values = {title: self._values(info) for title, info in self._first.items()}
        titles = sorted((info.title for info in self._columns), key=_utf16)
        return [(title, values[title]) for title in titles]

    def _values(self, info: ColumnInfo) -> npt.NDArray[Any]:
        assert info.spec is not None, "only matched columns are stored"
        dtype = FORMATS[info.spec.value_format].stored
        parts = self._parts[info.name]
        return (np.concatenate(parts) if parts else np.array([])).astype(dtype)


def _utf16(title: str) -> bytes:
    return title.encode("utf-16-be", "surrogatepass")
