"""Cells that could not be parsed, told apart by what their text was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Literal, final

import numpy as np

from icos_ingest.content import Block, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.values import FORMATS, NUMBERS

Meant = Literal["decimal comma", "thousands", "gap", "unknown"]

_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:(?P<by>[ ,.'’\u00a0\u202f])\d{3})(?:(?P=by)\d{3})*(?:[.,]\d*)?", re.ASCII
)
_SPREADSHEET = re.compile(r"#[A-Z/0]+[?!]?", re.ASCII)
_GAPS = frozenset(
    {
        "-", "--", "---", "?", "*", "<na>", "missing", "n.a.", "n/a", "na", "nan", "nat", "nd", "nil",
        "no data", "nodata", "none", "null",
    }
)  # fmt: skip
"""What R, pandas, data bases and people write where there is nothing, in lower case."""
_LONGEST = 40


@lru_cache(maxsize=4096)
def meant_by(text: str, format_: str) -> Meant:
    """What a text was meant to be that is no number.

    Args:
        text: of the cell.
        format_: the value format of its column; of other formats than numbers nothing is known.
    """
    text = text.strip()
    if format_ not in NUMBERS or len(text) > _LONGEST:
        return "unknown"
    if text.lower() in _GAPS or _SPREADSHEET.fullmatch(text):
        return "gap"
    if _COMMA.fullmatch(text) and format_ != "int32":
        return "decimal comma"
    return "thousands" if _GROUPED.fullmatch(text) else "unknown"


class RefusedCellRule(FoldRule):
    """Tells of the refused cells that were meant to be one thing; each cell is told by one rule.

    Attributes:
        meant: what the rule's cells were meant to be.
    """

    needs = Need.TABLE
    meant: Meant

    def words(self, field: str, expected: str | None) -> str:
        """The message, with `{value}` where the cell is to be quoted."""
        raise NotImplementedError

    def expected(self, column: Column, ctx: Context) -> str | None:
        """What should stand there instead."""
        del ctx
        fmt = FORMATS.get(column.info.format or "")
        return fmt.expected if fmt else None

    @final
    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """One hit for each column of a block that has such cells; one that stamps its row is told as that."""
        columns = (column for column in block.columns.values() if not column.info.stamps)
        hits = (self._told(block, column, ctx) for column in columns if column.refused.any())
        return [hit for hit in hits if hit]

    @final
    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part

    def _told(self, block: Block, column: Column, ctx: Context) -> Hit | None:
        meanings = block.once(f"meant by {column.info.name}", partial(_meanings, column=column))
        mask = np.zeros(block.n, dtype=bool)
        mask[meanings.get(self.meant, [])] = True
        expected = self.expected(column, ctx)
        message = self.words(column.info.name, expected)
        known = column.info.spec is not None
        # Without a specification the first rows alone say what the column holds.
        severity = None if known else Severity.WARNING
        blocks = ctx.spec is not None and known
        return hit_rows(
            block, mask, column, ctx, message, expected=expected, blocks=blocks, severity=severity
        )


def _meanings(block: Block, column: Column) -> dict[Meant, list[int]]:
    """The refused rows of a column by what their texts were meant to be."""
    by_text: dict[str, list[int]] = {}
    rows = np.flatnonzero(column.refused)
    for row, text in zip(rows.tolist(), block.texts(rows, column), strict=True):
        by_text.setdefault(text, []).append(row)
    found: dict[Meant, list[int]] = {}
    for text, those in by_text.items():
        found.setdefault(meant_by(text, column.info.format or ""), []).extend(those)
    return {meant: sorted(those) for meant, those in found.items()}
