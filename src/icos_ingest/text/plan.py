"""How each column of a text table is to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest.content import BoolArray, Column, ColumnInfo, unique_names
from icos_ingest.model import Options, Place
from icos_ingest.values import FORMATS, Sure, Texts, parse_bytes, parse_column

if TYPE_CHECKING:
    from icos_ingest.schema import Spec, Told


def at(rows: Sequence[int], n: int) -> BoolArray:
    """A mask of `n` rows that is true at some of them."""
    mask: BoolArray = np.zeros(n, dtype=bool)
    mask[list(rows)] = True
    return mask


LOOKALIKES = frozenset({"", "NaN", "nan", "NAN", "NA", "N/A", "n/a", "null", "NULL", "None", "-", "--", '""'})
"""Texts that do not speak against a column of numbers, where no specification says what it holds."""
# Possessive, so that a cell of a million digits is not tried a million times.
_NUMBER = re.compile(r"[ \t]*+[+-]?(\d++(\.\d*+)?|\.\d++)([eE][+-]?\d++)?[ \t]*+")
_DECIMAL_COMMA = re.compile(r"[ \t]*[+-]?\d*,\d+([eE][+-]?\d+)?[ \t]*")
SAMPLE = 1000
"""Rows from which the kind of a column is found out."""


def may_be_odd(cells: int, *, titled: bool = False) -> int:
    """How many cells may be no number, or no date, as faults of a column; more make it one of text.

    Args:
        cells: that hold anything.
        titled: whether the title says what they should be, so that one of a few may be odd.
    """
    return max(cells // 20, 1 if titled and cells >= 4 else 0)


class Plan(Struct, frozen=True):
    """One column: what is known of it, and what its cells may be.

    Attributes:
        info: what the content says of it.
        missing: texts that are missing values by the format's rules.
        decimal: the decimal sign.
    """

    info: ColumnInfo
    missing: frozenset[str] = frozenset()
    decimal: str = "."

    def column(self, texts: Sequence[str], numbers: Sure | None = None) -> Column:
        """The parsed cells of this column, one per row.

        Args:
            texts: as they stand in the file.
            numbers: where a quick parser has been over them, what it made of them.
        """
        assert self.info.format is not None, "text that is not asked for is not parsed"
        fmt = FORMATS[self.info.format]
        if self.decimal != ".":
            texts = [text.replace(self.decimal, ".") for text in texts]
        if isinstance(texts, Texts):
            parsed = parse_bytes(texts, fmt, self.missing, numbers)
        else:
            parsed = parse_column(texts, fmt, self.missing)
        loose = at(parsed.loose, len(texts)) if parsed.loose else None
        return Column(self.info, parsed.values, parsed.missing, at(parsed.refused, len(texts)), loose)


class Titles(Struct, frozen=True):
    """What a header says of the columns.

    Attributes:
        titles: of the file's own columns.
        line: the physical line they stand on, 0 where there is none.
        units: by index of the cell.
        hints: value formats by title, for columns that no specification knows.
        told: what the format says by title, for the same columns.
    """

    titles: Sequence[str]
    line: int
    units: Mapping[int, str]
    hints: Mapping[str, str]
    told: Mapping[str, Told] = field(default_factory=dict)


def plan_columns(
    head: Titles,
    sample: Sequence[Sequence[str]],
    missing: Mapping[str, frozenset[str]],
    spec: Spec | None,
    options: Options,
    added: str | None = None,
) -> list[Plan]:
    """A plan for each column of the file; cells of columns without a value format stay text.

    Args:
        head: the titles with their units.
        sample: the first rows, all as long as the titles.
        missing: the format's missing texts by value format.
        spec: what the columns should be, where it is known.
        options: whether columns that the specification does not know are parsed, too.
        added: title of the column that the format adds before these.
    """
    taken = {added}
    names = unique_names(head.titles)
    plans = []
    for cell, (name, title) in enumerate(zip(names, head.titles, strict=True)):
        known = spec.match(title) if spec else None
        info = ColumnInfo(
            name=name,
            title=title,
            unit=head.units.get(cell) or (known.unit if known else None),
            place=Place(line=head.line or None, column=cell + 1, field=name, value=title),
            spec=known,
            cell=cell,
            flag_scheme=known.flag_scheme if known else None,
        )
        first = title not in taken
        taken.add(title)
        # Where a title occurs twice the portal takes the values of the first column for both.
        if known and first:
            flag = _flag_of(known.flag_column_title, head.titles)
            info = replace(info, format=known.value_format, flag=flag)
            plans.append(Plan(info, missing.get(known.value_format, frozenset())))
        elif spec is None or options.all_columns:
            info = _with_told(info, head)
            plans.append(_guess(info, head.hints, [row[cell] for row in sample], missing, options))
        else:
            plans.append(Plan(info))
    return plans


def _flag_of(title: str | None, titles: Sequence[str]) -> str | None:
    return title if title in titles else None


def _with_told(info: ColumnInfo, head: Titles) -> ColumnInfo:
    """The column with what its title says by the format's rules."""
    told = head.told.get(info.title)
    if told is None:
        return info
    return replace(
        info, unit=info.unit or told.unit, flag=_flag_of(told.flag, head.titles), flag_scheme=told.scheme
    )


def _guess(
    info: ColumnInfo,
    hints: Mapping[str, str],
    texts: Sequence[str],
    missing: Mapping[str, frozenset[str]],
    options: Options,
) -> Plan:
    """A plan by what the first rows hold: numbers, or text."""
    if info.title in hints:
        return Plan(replace(info, format=hints[info.title]), missing.get(hints[info.title], frozenset()))
    if info.flag_scheme is not None and not info.flag_scheme.fraction:
        return Plan(replace(info, format="string"), missing.get("float32", frozenset()))
    own = missing.get("float32", frozenset())
    gaps = own | LOOKALIKES
    told = [text for text in texts if text.strip() not in gaps and text not in gaps]
    decimal = options.decimal or "."
    number = _DECIMAL_COMMA if decimal == "," else _NUMBER
    odd = sum(1 for text in told if not (number.fullmatch(text) or _NUMBER.fullmatch(text)))
    # A column in which nothing but the format's own missing numbers stands is one of numbers, too.
    if odd <= may_be_odd(len(told), titled=bool(info.unit)) and (told or not own.isdisjoint(texts)):
        return Plan(replace(info, format="float64"), gaps, decimal)
    return Plan(replace(info, format="string"))
