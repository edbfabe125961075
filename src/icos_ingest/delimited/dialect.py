"""How the lines of a table are split: found out from the lines, or said by the user."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.delimited.cellkinds import is_blank, is_value
from icos_ingest.delimited.cells import ONE_COLUMN, Dialect, Splitter
from icos_ingest.errors import OptionError
from icos_ingest.text.split import WHITESPACE

LINES = 1000
"""Lines from which the separator is found out."""
_SURE = 0.9
"""With so many of its cells known, a separator leaves no doubt; else columns between blanks are tried."""
_PROSE = 0.2
"""With fewer values among their cells, ragged lines of two cells are no table."""
CANDIDATES = ("\t", ";", "|", ",")
_WORDS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "blank": " ", "space": " "}
_NAMES = {"\t": "a tab", WHITESPACE: "a run of blanks", ONE_COLUMN: "none", " ": "a blank"}
_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d*,\d+(?:[eE][+-]?\d+)?\s*", re.ASCII)
_DECIMAL_POINT = re.compile(r"\s*[+-]?\d*\.\d+(?:[eE][+-]?\d+)?\s*", re.ASCII)
_THOUSANDS = re.compile(r"\s*[+-]?[1-9]\d{0,2}(?:,\d{3})+\s*", re.ASCII)


class Fit(Struct, frozen=True):
    """How well a dialect fits some lines.

    Attributes:
        dialect: the one that was tried.
        width: cells that most lines have.
        agreeing: lines that have so many, from the first of them on.
        lines: all lines from there on.
        known: the part of the cells that look like values or like plain text.
        values: the part of the cells below the first line that hold numbers or times.
    """

    dialect: Dialect
    width: int = 1
    agreeing: int = 0
    lines: int = 0
    known: float = 0.0
    values: float = 0.0

    @property
    def score(self) -> float:
        """From 0, no table, to 1."""
        if self.width < 2 or not self.lines:
            return 0.0
        return self.agreeing / self.lines * self.known * (1 - 1 / self.width)

    @property
    def holds(self) -> bool:
        """Whether so many lines agree that this is a table."""
        return self.width > 1 and self.agreeing * 2 >= self.lines and self.known >= 0.5

    @property
    def prose(self) -> bool:
        """Whether the lines fall apart as sentences and programs do: unequally, and into no values."""
        few = self.width == 2 or self.dialect.separator == WHITESPACE
        return few and self.agreeing < self.lines and self.values < _PROSE

    @property
    def note(self) -> str:
        """What was found, a sentence for the user."""
        if self.dialect.separator == ONE_COLUMN:
            return "no separator: each line is one cell"
        name = name_of(self.dialect.separator)
        return f"separator is {name} ({self.agreeing} of {self.lines} lines have {self.width} cells)"


def name_of(separator: str) -> str:
    """A separator as a user would call it."""
    return _NAMES.get(separator, f"'{separator}'")


def find_dialect(lines: Sequence[str], option: str | None = None) -> Fit:
    """The dialect that splits most lines into equally many cells.

    Args:
        lines: the first of the table, without what stands before it.
        option: the separator, as the user gave it.

    Raises:
        OptionError: the option is no separator.
    """
    looked_at = [line for line in lines[:LINES] if line.strip()]
    if option is not None:
        return _quoting(_fit(Dialect(_separator(option)), looked_at), looked_at)
    fits = [_fit(Dialect(separator), looked_at) for separator in CANDIDATES]
    good = [fit for fit in fits if fit.holds]
    if not any(fit.known >= _SURE for fit in good):
        blanks = _fit(Dialect(WHITESPACE), looked_at)
        good += [blanks] if blanks.holds else []
    good = good or [fit for fit in fits if _everywhere(fit)]
    if not good:
        return replace(_fit(Dialect(ONE_COLUMN), looked_at), width=1)
    return _quoting(max(good, key=lambda fit: fit.score), looked_at)


def _separator(option: str) -> str:
    separator = _WORDS.get(option.lower(), option)
    if separator.lower() == WHITESPACE:
        return WHITESPACE
    if len(separator) != 1 or separator in '"\r\n\\\0':
        raise OptionError(
            f"{option[:100]!r} cannot be a separator", expected="one character, or the word whitespace"
        )
    return separator


def _fit(dialect: Dialect, lines: Sequence[str]) -> Fit:
    rows = [cells for cells in Splitter(dialect).rows(1, lines, last=True).cells if cells]
    if not rows:
        return Fit(dialect)
    counts = Counter(map(len, rows))
    # Prose before a table has lines of one cell, and of any number of words.
    width = max(counts, key=lambda width: (counts[width] * (1 - 1 / width), width))
    start = next(i for i, cells in enumerate(rows) if len(cells) == width)
    agreeing = [cells for cells in rows[start:] if len(cells) == width]
    sample = Counter(cell for cells in agreeing[:100] for cell in cells)
    strange = _strange(dialect.separator)
    known = sum(times for cell, times in sample.items() if _known(cell, strange))
    below = [cell for cells in agreeing[1:100] for cell in cells]
    values = sum(map(is_value, below)) / max(1, len(below))
    return Fit(dialect, width, len(agreeing), len(rows) - start, known / sample.total(), values)


def _everywhere(fit: Fit) -> bool:
    """Whether a separator is in most lines, though not equally often: a table with ragged rows."""
    return fit.width > 1 and fit.agreeing * 3 >= fit.lines and fit.known >= 0.8


def _strange(separator: str) -> re.Pattern[str]:
    others = "".join(set("\t;|,") - {separator})
    return re.compile(rf"[{re.escape(others)}]")


def _known(cell: str, strange: re.Pattern[str]) -> bool:
    """Whether a cell is a value or plain text, rather than several cells that were not split."""
    if is_blank(cell) or is_value(cell):
        return True
    if cell[0] == '"' or strange.search(cell):
        return cell.count(" ") > 2  # a sentence
    words = cell.split()
    return len(words) < 2 or not all(map(is_value, words))


def _quoting(fit: Fit, lines: Sequence[str]) -> Fit:
    """How quotes are meant, where they are used in another way than RFC 4180's."""
    dialect = fit.dialect
    if dialect.separator in (WHITESPACE, ONE_COLUMN):
        return fit
    text = "".join(lines)
    if re.search(re.escape(dialect.separator) + ' +"', text):
        dialect = replace(dialect, padded=True)
    if '\\"' in text:
        escaped = replace(dialect, escape=True)
        if _faults(escaped, lines) < _faults(dialect, lines):
            dialect = escaped
    return fit if dialect == fit.dialect else _fit(dialect, lines)


def _faults(dialect: Dialect, lines: Sequence[str]) -> int:
    return len(Splitter(dialect).rows(1, lines, last=True).faults)


def decimal_sign(rows: Sequence[Sequence[str]]) -> tuple[str, str | None]:
    """The decimal sign of a table, and what there is to say about it.

    `1,234` may be a number and a quarter or a thousand and more: alone it proves nothing.

    Args:
        rows: the first of the data.
    """
    cells = [cell for row in rows for cell in row if "," in cell]
    commas = [cell for cell in cells if _DECIMAL_COMMA.fullmatch(cell)]
    proofs = sum(1 for cell in commas if not _THOUSANDS.fullmatch(cell))
    points = sum(1 for row in rows for cell in row if _DECIMAL_POINT.fullmatch(cell))
    if proofs and proofs > points:
        return ",", "decimal sign is a comma"
    doubtful = next((cell for cell in cells if _THOUSANDS.fullmatch(cell)), None)
    if doubtful:
        return ".", (
            f"the comma in {doubtful.strip()[:40]!r} may set off thousands or be a decimal sign: "
            "such cells stay text"
        )
    return ".", None
