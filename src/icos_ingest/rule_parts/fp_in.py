"""Files for AmeriFlux's FP-In, which are told by their name: `<SITE_ID>_<HH|HR>_<start>_<end>.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from icos_ingest.content import Block, BoolArray, Column, ColumnInfo, Content
from icos_ingest.rule_kinds import Context
from icos_ingest.schema.fp_in import FILE, is_fp_in
from icos_ingest.values import FORMATS, parse_column

START, END = "TIMESTAMP_START", "TIMESTAMP_END"
MINUTES = {"HH": 30, "HR": 60}
GAP = -9999
_DIGITS = FORMATS["etcLocalDateTime"]


def is_upload(ctx: Context) -> bool:
    """Whether a file is meant for FP-In: its name begins with the id of a site and HH or HR."""
    return is_fp_in(ctx.name)


def minutes(ctx: Context) -> int:
    """The resolution that the name gives."""
    match = FILE.match(ctx.name)
    return MINUTES[match[2].upper()] if match else MINUTES["HH"]


def period(name: str) -> tuple[str | None, str | None]:
    """Start and end in the name of a file, twelve digits each; None where it gives none."""
    parts = name.rsplit(".", 1)[0].split("_")
    start, end = (part if is_stamp(part) else None for part in [*parts, "", "", "", ""][2:4])
    return start, end


def is_stamp(text: str) -> bool:
    """Whether a text is a date and time of twelve digits."""
    return len(text) == 12 and _DIGITS.cell(text)[1] == "value"


def plain(title: str) -> str:
    """A title without quotes and blanks around it."""
    return title.strip().strip("\"' ")


def variables(content: Content) -> list[ColumnInfo]:
    """The columns of a file's table but for the stamps."""
    infos = [info for table in content.tables().values() for info in table.columns if info.cell is not None]
    return [info for info in infos if not plain(info.title).startswith("TIMESTAMP")]


class Stamps(NamedTuple):
    """One column of stamps: its texts, and milliseconds on the file's clock, NaN where a text is none."""

    column: Column
    texts: Sequence[str]
    values: npt.NDArray[np.float64]


def stamps(block: Block, title: str) -> Stamps | None:
    """The stamps of a column in a block; None where there is no such column, or no text behind it."""
    for column in block.columns.values():
        cell = column.info.cell
        if plain(column.info.title) == title and cell is not None and block.cells is not None:
            texts = [plain(row[cell]) for row in block.cells]
            parsed = parse_column(texts, _DIGITS)
            values = parsed.values.astype(np.float64)
            values[[len(text) != 12 for text in texts]] = np.nan
            return Stamps(column, texts, values)
    return None


def measured(block: Block) -> Iterator[tuple[Column, BoolArray]]:
    """Each variable of a block, and where it holds a value that is no gap."""
    for column in block.columns.values():
        info = column.info
        if info.cell is None or plain(info.title).startswith("TIMESTAMP"):
            continue
        there = column.valid
        if column.values.dtype.kind == "f":
            there = there & ~np.isnan(column.values) & (column.values != GAP)
        elif column.values.dtype.kind == "i":
            there = there & (column.values != GAP)
        yield column, there
