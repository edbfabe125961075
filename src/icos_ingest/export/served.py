"""The CSV that the portal serves for a table that it has ingested (portal-ingestion rules, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np

from icos_ingest.content import Block, ColumnInfo
from icos_ingest.portal import actual_columns, first_of_each_title, has_actual_columns
from icos_ingest.values import FORMATS, to_portal_csv

if TYPE_CHECKING:
    import numpy.typing as npt

    from icos_ingest.schema import Spec


class ServedCsv:
    """Writes the served columns of blocks: `,` between, nothing quoted, missing cells empty.

    Where a required title occurs twice and the dataset has neither optional nor regex columns, the portal
    would serve shifted values; here each column has its own.

    Args:
        columns: of the table, those that the format adds among them.
        spec: the specification.
        out: takes the text; its line ends are left as they are.
    """

    def __init__(self, columns: Sequence[ColumnInfo], spec: Spec, out: TextIO) -> None:
        self._out = out
        first = {info.title: info for info in first_of_each_title(columns)}
        titles = actual_columns(columns) if has_actual_columns(spec) else _required(spec)
        self._served = [first[title] for title in titles if title in first]
        out.write(",".join(titles) + "\n")

    def feed(self, block: Block) -> None:
        """Write the rows of one block, in file order."""
        texts = [_texts(block.columns[info.name].values, info) for info in self._served]
        self._out.writelines(",".join(row) + "\n" for row in zip(*texts, strict=True))


def _required(spec: Spec) -> list[str]:
    return [column.title for column in spec.columns if not (column.is_optional or column.is_regex)]


def _texts(values: npt.NDArray[Any], info: ColumnInfo) -> list[str]:
    """The text of each value; equal values, of which there are many, are rendered once."""
    assert info.spec is not None, "only matched columns are served"
    found = FORMATS[info.spec.value_format]
    if found.dtype == object:
        return [to_portal_csv(value, found) for value in values.tolist()]
    stored = values.astype(found.dtype)
    # Told apart by their bits, since zero and minus zero are equal and written differently.
    bits, where = np.unique(stored.view(f"u{stored.itemsize}"), return_inverse=True)
    texts = [to_portal_csv(value, found) for value in bits.view(found.dtype)]
    return [texts[i] for i in where.tolist()]
