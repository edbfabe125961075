"""What the name and the header of an ICOS atmosphere file say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, ColumnInfo, Fact, Values
from icos_ingest.rule_kinds import Context
from icos_ingest.values import objects_of

_NAME = re.compile(
    r"ICOS_ATC_(?:.*_)?(?P<station>[A-Z]{3})_(?:\d{4}-\d\d-\d\d_)*(?P<height>\d{1,3}\.\d)_(?:.*\.)?"
    r"(?P<parameter>[A-Z0-9]{2,9})"
)
"""`ICOS_ATC_NRT_HTM_2021-02-01_2022-02-28_30.0_612.MTO`, `ICOS_ATC_L2_L2-2024.1_RGL_90.0_CTS.CH4`."""
_HEIGHT = re.compile(r"\d{1,4}(?:\.\d+)?")
_LISTED = re.compile(r"[,;]")
GASES = frozenset({"CO2", "CH4", "CO", "N2O", "SF6", "H2", "14C"})
"""Parameters that name, header and titles spell alike."""


@dataclass(frozen=True)
class NameParts:
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


def unlike(values: Values, known: list[str]) -> BoolArray:
    """True where a text or number is none of the known ones; 90 and 90.0 are alike."""
    if not len(values):
        return np.zeros(0, dtype=bool)
    # The same stands in row after row, so only the first of each run is looked at.
    begins = np.concatenate(([0], 1 + np.flatnonzero(values[1:] != values[:-1])))
    odd = [_plain(value) not in known for value in values[begins]]
    return np.repeat(np.array(odd, dtype=np.bool_), np.diff(begins, append=len(values)))


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


def leading_column(block: Block, title: str) -> Column | None:
    """The column `Site` or `SamplingHeight`, from the texts of the rows where they were not parsed."""
    if title in block.columns or not block.cells or not _leads(block):
        return block.columns.get(title)
    cell = _LEADING.index(title)
    texts = objects_of(block.cells, cell)
    nothing = np.zeros(len(texts), dtype=bool)
    return Column(ColumnInfo(title, title, cell=cell), texts, texts == "", nothing)
