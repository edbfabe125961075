"""Where a table begins: its preamble, the rows above the data, the data; or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icos_ingest.delimited.cellkinds import is_blank, is_value
from icos_ingest.delimited.cells import Dialect, Rows, Splitter
from icos_ingest.delimited.preamble import is_comment, preamble_length
from icos_ingest.delimited.titles import (
    Heading,
    fit_titles,
    name_columns,
    name_unnamed,
    note_names,
    only_comments,
)

_DEEPEST = 6
"""Rows before the data at most."""
_LOOKED_AT = 200
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def find_heading(lines: Sequence[str], dialect: Dialect, usual: int) -> Heading:
    """The head of a table.

    Args:
        lines: the first of the file, with their ends.
        dialect: how they are split.
        usual: cells that most of them have.
    """
    skipped = preamble_length(lines)
    rows = Splitter(dialect).rows(skipped + 1, lines[skipped:], last=True)
    rows = _without_comments(rows, usual)
    heading = Heading(usual=usual, first=len(lines) + 1)
    if not rows.cells:
        only_comments(heading, lines[:skipped], dialect)
        return heading
    valued = _valued(rows.cells, usual)
    begin = _begin(rows.cells, usual, valued)
    depth = _depth(rows.cells[begin:], valued)
    above = Rows(rows.cells[begin : begin + depth], rows.lines[begin : begin + depth], [])
    _note_preamble(heading, rows.lines[begin])
    if depth:
        name_columns(heading, above)
    else:
        name_unnamed(heading, lines[:skipped], dialect)
    body = begin + depth
    heading.rows = Rows(rows.cells[body:], rows.lines[body:], [])
    if heading.rows.lines:
        heading.first = heading.rows.lines[0]
    fit_titles(heading)
    note_names(heading)
    return heading


def _without_comments(rows: Rows, usual: int) -> Rows:
    """The rows without those that are blank or a comment."""
    kept = [
        i
        for i, cells in enumerate(rows.cells)
        if any(cell.strip() for cell in cells) and not (is_comment(cells) and len(cells) != usual)
    ]
    return Rows([rows.cells[i] for i in kept], [rows.lines[i] for i in kept], rows.faults)


def _valued(rows: Sequence[Sequence[str]], usual: int) -> list[bool]:
    """For each column, whether most of its cells are numbers, dates or times."""
    fitting = [cells for cells in rows if len(cells) == usual]
    if len(fitting) >= 2 * _DEEPEST:
        body = fitting[_DEEPEST : _DEEPEST + _LOOKED_AT]
    else:
        body = fitting[max(1, 2 * len(fitting) // 3) :] or fitting
    valued = []
    for column in zip(*body, strict=True):
        told = [cell for cell in column if not is_blank(cell)]
        valued.append(bool(told) and sum(map(is_value, told)) >= 0.8 * len(told))
    return valued


def _begin(rows: Sequence[Sequence[str]], usual: int, valued: Sequence[bool]) -> int:
    """The index of the first row of the table, be it titles or data."""
    at = next((i for i, cells in enumerate(rows) if len(cells) == usual), 0)
    # Titles may be more or fewer than the cells of most rows; values must follow, or it is prose.
    for i in range(at):
        near = all(_is_near(cells, usual) for cells in rows[i:at])
        if near and _is_title_row(rows[i], usual) and any(map(is_value, rows[i + 1])):
            return i
    if at and usual > 3 and abs(len(rows[at - 1]) - usual) == 1 and _is_title_row(rows[at - 1], usual):
        return at - 1  # groups of columns, as EddyPro writes them: with a separator too many
    while at + 1 < len(rows) and _is_caption(rows[at]) and len(rows[at + 1]) == usual:
        if usual == 2 and not any(_is_heading(cells, valued) for cells in rows[at + 1 : at + 4]):
            break
        at += 1
    return at


def _is_near(cells: Sequence[str], usual: int) -> bool:
    return abs(len(cells) - usual) <= max(2, usual // 2)


def _is_title_row(cells: Sequence[str], usual: int) -> bool:
    named = [cell for cell in cells if cell.strip()]
    return _is_near(cells, usual) and len(named) > 1 and not any(map(is_value, named))


def _is_caption(cells: Sequence[str]) -> bool:
    """Whether a row holds a sentence in its first cell and nothing else, or nothing at all."""
    return len(cells) > 1 and not any(cell.strip() for cell in cells[1:])


def _is_heading(cells: Sequence[str], valued: Sequence[bool]) -> bool:
    """Whether words stand where values should."""
    over = [cell for cell, value in zip(cells, valued, strict=False) if value and not is_blank(cell)]
    return any(not is_value(cell) for cell in over)


def _are_years(cells: Sequence[str]) -> bool:
    """Whether cells are different years, as titles of a table of annual values are."""
    told = [cell.strip() for cell in cells]
    return len(set(told)) == len(told) > 1 and all(map(_YEAR.fullmatch, told))


def _depth(rows: Sequence[Sequence[str]], valued: Sequence[bool]) -> int:
    """How many of the first rows are titles, units or groups."""
    if not any(valued):
        return 1
    depth = 0
    for cells in rows[:_DEEPEST]:
        over = [cell for cell, value in zip(cells, valued, strict=False) if value and cell.strip()]
        gaps = ("-", "--") if depth else ()
        words = sum(1 for cell in over if not is_value(cell) and (cell.strip() in gaps or not is_blank(cell)))
        # One word is enough for the first row: years may be titles. What follows must be words for the most
        # part, and no values but for the unit of what has no dimension.
        mixed = words * 2 <= len(over) or any(is_value(cell) and cell.strip() != "1" for cell in cells)
        years = not depth and _are_years(over)
        if not (words or years) or (depth and mixed):
            break
        depth += 1
    return depth


def _note_preamble(heading: Heading, begin: int) -> None:
    if begin > 1:
        heading.notes.append(f"the table begins on line {begin}")
