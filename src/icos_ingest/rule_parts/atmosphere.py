"""What the name and the header of an ICOS atmosphere file say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from icos_ingest.content import Block, BoolArray, Column, ColumnInfo, Fact, Values
from icos_ingest.rule_kinds import Context
from icos_ingest.values import Texts, texts_of

_NAME = re.compile(
    r"ICOS_ATC_(?:.*_)?(?P<station>[A-Z]{3})_(?:\d{4}-\d\d-\d\d_)*(?P<height>\d{1,3}\.\d)_(?:.*\.)?"
    r"(?P<parameter>[A-Z0-9]{2,9})"
)
"""`ICOS_ATC_NRT_HTM_2021-02-01_2022-02-28_30.0_612.MTO`, `ICOS_ATC_L2_L2-2024.1_RGL_90.0_CTS.CH4`."""
_HEIGHT = re.compile(r"\d{1,4}(?:\.\d+)?")
_LISTED = re.compile(r"[,;]")
GASES = frozenset({"CO2", "CH4", "CO", "N2O", "SF6", "H2", "14C"})
"""Parameters that name, header and titles spell alike."""


class NameParts(Struct, frozen=True):
    """The parts of a file's name: station, height in metres above ground, parameter."""

    station: str
    height: float
    parameter: str


def name_parts(name: str) -> NameParts | None:
    """What the name of an ATC product says, None for another name."""
    match = _NAME.fullmatch(name)
    return NameParts(match["station"], float(match["height"]), match["parameter"]) if match else None


def stated(ctx: Context, key: str) -> Fact | None:
    """A header fact that says something."""
    fact = ctx.facts.header.get(key)
    return fact if fact is not None and str(fact.value).strip() not in ("", "NA", "Undefined") else None


def heights(ctx: Context) -> list[float]:
    """`SAMPLING HEIGHTS` of the header in metres above ground."""
    fact = stated(ctx, "SAMPLING HEIGHTS")
    return [float(text) for text in _HEIGHT.findall(str(fact.value)[:300])] if fact else []


def listed(fact: Fact) -> list[str]:
    """The parts of a header fact that lists several, as `PARAMETER` and `MEASUREMENT UNIT` do."""
    return [part.strip() for part in _LISTED.split(str(fact.value)[:1000])]


_LEADING = ("Site", "SamplingHeight")
"""The first two titles of every ATC table."""


def leading(ctx: Context) -> dict[str, list[str]]:
    """What the header lets the columns `Site` and `SamplingHeight` hold."""
    code = stated(ctx, "STATION CODE")
    codes = [str(code.value).strip()] if code else []
    return dict(zip(_LEADING, (codes, [f"{height:g}" for height in heights(ctx)]), strict=True))


def unlike(values: Values | Sequence[str], known: list[str]) -> BoolArray:
    """True where a text or number is none of the known ones, nor blank; 90 and 90.0 are alike."""
    found: BoolArray = np.zeros(len(values), dtype=np.bool_)
    if not len(values):
        return found
    # The same stands in most rows, and the others are looked at one by one.
    first = values[0]
    same = values.equal(first) if isinstance(values, Texts) else np.equal(values, first)
    found[same] = _is_foreign(first, known)
    for row in np.flatnonzero(~same).tolist():
        found[row] = _is_foreign(values[row], known)
    return found


def _is_foreign(value: object, known: list[str]) -> bool:
    return _plain(value) not in ("", *known)


def _leads(block: Block) -> bool:
    """Whether the rows begin with a station's code and a height, and their stamps come after these."""
    cell = block.time.info.cell if block.time else None
    first = block.cells[0] if block.cells else ()
    return cell is not None and cell >= len(_LEADING) and len(first) > cell and first[0].strip().isalpha()


def _plain(value: object) -> str:
    try:
        return f"{float(str(value)):g}"
    except ValueError:
        return str(value).strip()


def leading_column(block: Block, title: str) -> tuple[Column, Values | Sequence[str]] | None:
    """The column `Site` or `SamplingHeight` with its values, or with its texts where it was not parsed."""
    column = block.columns.get(title)
    if column is not None or not block.cells or not _leads(block):
        return None if column is None else (column, column.values)
    cell = _LEADING.index(title)
    nothing = np.zeros(block.n, dtype=bool)
    unread = Column(ColumnInfo(title, title, cell=cell), np.full(block.n, None), nothing, nothing)
    return unread, texts_of(block.cells, cell)
