"""Rows that are not as long as the titles, and what becomes of them by the format's description."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from icos_ingest.model import Fault, Place
from icos_ingest.text.format import Header, TextFormat
from icos_ingest.text.split import Rows


class Fitted(Struct):
    """Rows as long as the titles, and faults for the others.

    Attributes:
        cells: of each row that is left.
        lines: the physical line of each.
        faults: in file order.
        ended_at: the line of the row that ends the table, None where none does.
    """

    cells: list[list[str]]
    lines: Sequence[int]
    faults: list[Fault]
    ended_at: int | None = None

    @property
    def lost(self) -> int:
        """How many rows were left out."""
        return sum(fault.kind == "cells-per-row" for fault in self.faults)


def fit_rows(rows: Rows, fmt: TextFormat, header: Header, *, first: bool) -> Fitted:
    """Sort out the rows that are not as long as the titles.

    Args:
        rows: as they stand in the file.
        fmt: says what becomes of an odd row: refused, cut or filled up, or the table ends.
        header: with the titles.
        first: whether these are the first rows of the table; where all of these agree on another number of
            cells, the titles are wrong and not the rows.
    """
    width = len(header.titles)
    if all(len(cells) == width for cells in rows.cells):
        return Fitted(rows.cells, rows.lines, [])
    fitted = Fitted([], [], [])
    lines: list[int] = []
    if first and fmt.odd_row == "refuse" and _agree(rows):
        fitted.faults.append(_titles_per_row(header.line, width, rows))
    for cells, line in zip(rows.cells, rows.lines, strict=True):
        if len(cells) == width:
            fitted.cells.append(cells)
            lines.append(line)
        elif fmt.odd_row == "fit":
            fitted.cells.append(cells[:width] + [""] * (width - len(cells)))
            lines.append(line)
            fitted.faults.extend(_cut_or_padded(cells, line, width, fmt.separator))
        elif fmt.odd_row == "end":
            fitted.ended_at = line
            break
        else:
            fitted.faults.append(_ragged(cells, line, width, fmt.separator))
    fitted.lines = lines
    return fitted


def _agree(rows: Rows) -> bool:
    """Whether there is more than one row, all of one length, and not all of them end in an empty cell."""
    same = len({len(cells) for cells in rows.cells}) == 1
    return same and len(rows.cells) > 1 and any(cells[-1].strip() for cells in rows.cells)


def _titles_per_row(line: int, width: int, rows: Rows) -> Fault:
    expected = f"{len(rows.cells[0])} titles, as every row has so many cells"
    place = Place(line=line, value=f"{width} titles")
    return Fault("titles-per-row", place, expected=expected, blocks=True, met=rows.lines[0])


def _cut_or_padded(cells: list[str], line: int, width: int, separator: str) -> list[Fault]:
    if len(cells) < width:
        if separator == "\t":
            return []  # the line was stripped, and its last empty cells with it
        place = Place(line=line, value=f"{len(cells)} cells")
        # A line is stripped, and of tabs its last empty cells with it.
        return [] if separator == "\t" else [Fault("row-padded", place, expected=f"{width} cells")]
    if any(cell.strip() for cell in cells[width:]):
        place = Place(line=line, column=width + 1, value=next(cell for cell in cells[width:] if cell.strip()))
        return [Fault("long-row-cut", place, expected=f"{width} cells")]
    return []


def _ragged(cells: list[str], line: int, width: int, separator: str) -> Fault:
    return Fault(
        "cells-per-row",
        Place(line=line, value=f"{len(cells)} cells" if cells != [""] else "an empty line"),
        expected=f"{width} cells, as there are titles",
        detail=f"separator {separator!r}",
        blocks=True,
    )
