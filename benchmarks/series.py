"""A long table is a template of rows that is written again and again, with new stamps each time.

The template holds whole periods of what its values go through (days, seasons, the way of a ship), so that
they go on smoothly where it begins anew. Nothing is kept but the template, whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

SEED = 20240101
WRONG = ("1.2.3", "12a", "#REF!", "--", "l2.5", "n.a.", "4,1", "0x", "1e", "?")
"""Texts that are no number, in none of the formats; the one with a comma only where it separates nothing."""
COLUMNS = 4
"""How many columns are spoilt where every row is."""


@dataclass(frozen=True)
class Kind:
    """How a file of one specification is made.

    Attributes:
        spec: the specification.
        name: what the file is called.
        separator: of the cells.
        comment: how lines that are no table begin, as polars is told.
        titles: of all columns, in their order.
        lead: how many columns `stamps` fills, at the beginning of a row.
        step: minutes from row to row.
        end: UTC, after the last row; the first row is as long before as there are rows.
        period: rows after which the values begin anew.
        decimals: of all numbers; None gives each as many as it has.
        missing: what stands for a missing number.
        spoilable: columns that the specification knows, or that stamp a row, and what is wrong in each.
        values: columns after the lead, for rows counted from `end` (-1 is the last).
        stamps: the lead of each row as characters, all equally long, from `datetime64[m]`.
        head: lines before the rows, from the first and last stamp and the number of rows.
    """

    spec: str
    name: str
    separator: str
    comment: str | None
    titles: tuple[str, ...]
    lead: int
    step: int
    end: str
    period: int
    decimals: int | None
    missing: str
    spoilable: Mapping[str, tuple[str, ...]]
    values: Callable[[np.ndarray, np.random.Generator], pl.DataFrame]
    stamps: Callable[[np.ndarray], np.ndarray]
    head: Callable[[np.datetime64, np.datetime64, int], bytes]


@dataclass(frozen=True)
class Spoilt:
    """A cell that is not what it should be: physical line and column, both from 1."""

    line: int
    column: int
    title: str
    text: str


@dataclass(frozen=True)
class Series:
    """Rows of a kind, clean, with some spoilt cells, or with whole columns of them.

    Attributes:
        kind: of the file.
        rows: how many there are.
        head: what stands before them.
        template: the rows that are written again and again, with other stamps.
        spoilt: single cells.
        columns: titles of those in which every cell is spoilt.
    """

    kind: Kind
    rows: int
    head: bytes
    template: list[bytes]
    spoilt: tuple[Spoilt, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def truth(self) -> int:
        """How many cells are spoilt."""
        return len(self.spoilt) + len(self.columns) * self.rows

    def chunks(self) -> Iterator[bytes]:
        """The file's bytes, a template at a time."""
        yield self.head
        starts = np.cumsum([0, *map(len, self.template)])
        text = np.frombuffer(b"".join(self.template), np.uint8).copy()
        wrong = {cell.line - 1 - self.head.count(b"\n"): cell for cell in self.spoilt}
        for done in range(0, self.rows, len(self.template)):
            here = np.arange(done, min(done + len(self.template), self.rows))
            lead = self.kind.stamps(_times(self.kind, self.rows, here))
            text[starts[: len(here), None] + np.arange(lead.shape[1])] = lead
            cut = 0
            for row in sorted(row for row in wrong if done <= row < done + len(here)):
                first, last = starts[row - done], starts[row - done + 1]
                yield text[cut:first].tobytes()
                yield _spoil(text[first:last].tobytes(), self.kind.separator, wrong[row])
                cut = last
            yield text[cut : starts[len(here)]].tobytes()


def series(kind: Kind, size: int, *, spoilt: int = 0, every_row: bool = False) -> Series:
    """A file of about `size` bytes with so many spoilt cells, each in a row of its own.

    Where every row is to be spoilt, `COLUMNS` columns hold no right cell; stamps stay as they are.
    """
    random = np.random.default_rng(SEED)
    length = np.mean([len(line) for line in _template(kind, 1000, 1000, random)])
    rows = max(1, int(size / length))
    template = _template(kind, rows, min(kind.period, rows), random)
    ends = _times(kind, rows, np.array([0, rows - 1]))
    head = kind.head(ends[0], ends[1], rows)
    if every_row:
        columns, template = _spoil_columns(kind, template, random)
        return Series(kind, rows, head, template, columns=columns)
    chosen = np.sort(random.choice(rows, min(spoilt, rows), replace=False))
    return Series(kind, rows, head, template, tuple(_cells(kind, chosen, head.count(b"\n"), random)))


def digits(numbers: np.ndarray, width: int) -> np.ndarray:
    """Whole numbers as characters with leading zeros: one row for each."""
    return (numbers.astype(np.int64)[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10 + ord("0")).astype(
        np.uint8
    )


def beside(*parts: np.ndarray | str) -> np.ndarray:
    """Characters of each row beside each other; a text is the same in all."""
    rows = next(len(part) for part in parts if not isinstance(part, str))
    texts = [
        np.tile(np.frombuffer(part.encode(), np.uint8), (rows, 1)) if isinstance(part, str) else part
        for part in parts
    ]
    return np.hstack(texts)


def calendar(times: np.ndarray) -> tuple[np.ndarray, ...]:
    """Year, month, day, hour and minute of `datetime64[m]`."""
    month, day = times.astype("M8[M]"), times.astype("M8[D]")
    minutes = (times - day).astype(int)
    return (
        times.astype("M8[Y]").astype(int) + 1970,
        month.astype(int) % 12 + 1,
        (day - month.astype("M8[D]")).astype(int) + 1,
        minutes // 60,
        minutes % 60,
    )


def _times(kind: Kind, rows: int, which: np.ndarray) -> np.ndarray:
    return np.datetime64(kind.end, "m") + (which - rows) * np.timedelta64(kind.step, "m")


def _template(kind: Kind, rows: int, length: int, random: np.random.Generator) -> list[bytes]:
    """The first lines of a file of so many rows, with a lead of the right length, but of another time."""
    frame = kind.values(np.arange(length) - rows, random)
    text = frame.write_csv(
        include_header=False, separator=kind.separator, float_precision=kind.decimals,
        null_value=kind.missing, quote_style="never",
    )  # fmt: skip
    lead = kind.stamps(np.full(1, np.datetime64("2000-01-01T00:00"))).tobytes()
    return [lead + kind.separator.encode() + line + b"\n" for line in text.encode().splitlines()]


def _cells(kind: Kind, rows: np.ndarray, before: int, random: np.random.Generator) -> Iterator[Spoilt]:
    """A spoilt cell for each row."""
    titles = list(kind.spoilable)
    for row, number in zip(rows.tolist(), random.integers(len(titles), size=len(rows)).tolist(), strict=True):
        title = titles[number]
        text = str(random.choice(_words(kind, title)))
        yield Spoilt(before + row + 1, kind.titles.index(title) + 1, title, text)


def _spoil_columns(
    kind: Kind, template: list[bytes], random: np.random.Generator
) -> tuple[tuple[str, ...], list[bytes]]:
    """The template with `COLUMNS` columns of wrong cells, from the first that can be spoilt to the last."""
    places = [kind.titles.index(title) for title in kind.spoilable if title not in kind.titles[: kind.lead]]
    chosen = sorted({places[i] for i in np.linspace(0, len(places) - 1, COLUMNS).astype(int)})
    titles = tuple(kind.titles[place] for place in chosen)
    words = [random.choice(_words(kind, title), len(template)).tolist() for title in titles]
    for place, title, texts in zip(chosen, titles, words, strict=True):
        cells = (Spoilt(0, place + 1, title, text) for text in texts)
        template = [_spoil(line, kind.separator, cell) for line, cell in zip(template, cells, strict=True)]
    return titles, template


def _words(kind: Kind, title: str) -> list[str]:
    return [word for word in kind.spoilable[title] if kind.separator not in word]


def _spoil(line: bytes, separator: str, cell: Spoilt) -> bytes:
    cells = line[:-1].split(separator.encode())
    cells[cell.column - 1] = cell.text.encode()
    return separator.encode().join(cells) + b"\n"
