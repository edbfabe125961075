"""Titles, units and groups of columns, from the lines above the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from icos_ingest.delimited.cellkinds import is_number, is_value
from icos_ingest.delimited.cells import Dialect, Rows, Splitter
from icos_ingest.delimited.dates import stated_order
from icos_ingest.delimited.preamble import COMMENT, uncommented
from icos_ingest.model import Fault, Place
from icos_ingest.units import to_udunits

_LOOKED_AT = 200
_NO_UNIT = frozenset({"", "-", "TS", "RN", "ts", "rn"})
_TIME_PATTERN = re.compile(
    r"\[?[dmyhs:/.\- t]*(yyyy|hh:mm|ddd\.ddd)[dmyhs:/.\- t]*\]?(\s*\(.*\))?", re.IGNORECASE
)
_LABEL = re.compile(r"[^\s:]+:\s*")


class Heading(Struct):
    """The head of a table, and its first rows.

    Attributes:
        titles: one for each column; those that the file does not name are made up.
        line: the physical line of the titles, 0 where there are none.
        units: by index of the cell, as they stand.
        words: what else stands over a column (`yyyy-mm-dd`, `(CET)`), by index of the cell.
        first: the physical line of the first row.
        usual: cells that most rows have.
        rows: of the sample, from `first` on, without blank lines.
        faults: what is wrong with the titles.
        notes: what was found out, sentences for the user.
    """

    titles: list[str] = field(default_factory=list)
    line: int = 0
    units: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    first: int = 1
    usual: int = 1
    rows: Rows = field(default_factory=lambda: Rows([], [], []))
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Cells that a row should have."""
        return len(self.titles)


def name_columns(heading: Heading, above: Rows) -> None:
    """Titles, units and groups from the rows above the data."""
    rows, lines = above.cells, above.lines
    at = len(rows) - 1
    units: list[str] = []
    if at and _units_like(rows[at]):
        units, at = rows[at], at - 1
    heading.titles, heading.line = [_flat(title) for title in rows[at]], lines[at]
    heading.notes.append(f"line {lines[at]} holds the titles")
    if units:
        _take_units(heading, units, lines[at + 1])
    for group, line in zip(rows[:at], lines[:at], strict=True):
        _take_groups(heading, group, line)


def _units_like(cells: Sequence[str]) -> bool:
    told = [cell.strip() for cell in cells[:_LOOKED_AT] if cell.strip()]
    return bool(told) and sum(map(_is_unit, told)) * 2 > len(told)


def _is_unit(text: str) -> bool:
    if text in _NO_UNIT or _TIME_PATTERN.fullmatch(text):
        return True
    if text[0] == "[" and text[-1] == "]":
        return True
    return not is_number(text) and to_udunits(text).udunits is not None


def _take_units(heading: Heading, units: Sequence[str], line: int) -> None:
    for cell, unit in enumerate(units):
        plain = unit.strip()
        if plain in _NO_UNIT or _TIME_PATTERN.fullmatch(plain) or stated_order([plain]):
            heading.words[cell] = plain
        else:
            heading.units[cell] = plain
    heading.notes.append(f"line {line} holds units")


def _take_groups(heading: Heading, groups: Sequence[str], line: int) -> None:
    """Groups become part of the titles where the titles alone do not tell the columns apart."""
    filled, current = [], ""
    for group in groups:
        current = group.strip() or current
        filled.append(current)
    named = ", ".join(dict.fromkeys(group for group in filled if group not in ("", "-")))
    heading.notes.append(f"line {line} groups the columns: {named[:200]}")
    if len(set(heading.titles)) < len(heading.titles) and len(filled) == len(heading.titles):
        pairs = zip(filled, heading.titles, strict=True)
        heading.titles = [f"{group} {title}" if group not in ("", "-") else title for group, title in pairs]


def name_unnamed(heading: Heading, comments: Sequence[str], dialect: Dialect) -> None:
    """Titles where no row of words is above the values: in the last comment, or made up."""
    for titles in _last_comment(comments, dialect):
        if len(titles) == heading.usual and not any(map(is_value, titles)):
            _take_comment(heading, titles, len(comments))
            return
    heading.titles = [f"column_{number}" for number in range(1, heading.usual + 1)]
    heading.notes.append("no line holds titles: the columns are called column_1, column_2 and so on")


def only_comments(heading: Heading, comments: Sequence[str], dialect: Dialect) -> None:
    """A file of comments has at most titles, in the last of them."""
    for titles in _last_comment(comments, dialect)[:1]:
        if len(titles) > 1:
            _take_comment(heading, titles, len(comments))


def _last_comment(comments: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """The cells of the last comment, as it stands and without a label such as `data_fields:`."""
    if not comments or not COMMENT.match(comments[-1]):
        return []
    last = uncommented(comments[-1])
    texts = (last, _LABEL.sub("", last, count=1))
    return [cells for text in texts for cells in Splitter(dialect).rows(1, [text], last=True).cells]


def _take_comment(heading: Heading, titles: Sequence[str], line: int) -> None:
    heading.titles, heading.line = [title.strip() for title in titles], line
    heading.notes.append(f"line {line}, the last comment, holds the titles")


def fit_titles(heading: Heading) -> None:
    """As many titles as most rows have cells; extra titles stay, for rows may have lost empty cells."""
    if not heading.titles or not heading.rows.cells:
        return
    counts = Counter(map(len, heading.rows.cells))
    usual = heading.usual if counts[heading.usual] else max(counts, key=lambda n: counts[n])
    heading.usual = usual
    missing = usual - heading.width
    if missing == 0 or counts[usual] * 2 <= len(heading.rows.cells) or not heading.line:
        return
    place = Place(line=heading.line, value=f"{heading.width} cells")
    expected = f"{usual} cells, as in most rows"
    heading.faults.append(Fault("titles-per-row", place, expected=expected))
    if missing > 0:
        heading.titles += [""] * missing
        heading.notes.append(f"the last {missing} cells of most rows have no title")


def note_names(heading: Heading) -> None:
    """Say which columns have odd titles, or none."""
    titles = heading.titles
    for cell, title in enumerate(titles):
        if title.lstrip().startswith("#") and title.strip("# \t"):
            titles[cell] = title.lstrip().lstrip("#").lstrip()
            heading.notes.append(f"the title {title.strip()!r} is read as {titles[cell]!r}")
    blank = [str(cell + 1) for cell, title in enumerate(titles) if not title.strip()]
    if titles and titles[0].strip() in ("", "Unnamed: 0") and _counts_up(heading.rows.cells):
        heading.notes.append("column 1 numbers the rows and was probably written by pandas; it is kept")
        blank = blank[1:] if blank[:1] == ["1"] else blank
    if blank:
        heading.notes.append(f"without a title: column {', '.join(blank[:10])}")


def _counts_up(rows: Sequence[Sequence[str]]) -> bool:
    first = [cells[0].strip() for cells in rows[:100] if cells]
    return bool(first) and first == [str(i) for i in range(len(first))]


def _flat(title: str) -> str:
    """A title that runs over several lines, on one."""
    return " ".join(title.split()) if "\n" in title or "\r" in title else title
