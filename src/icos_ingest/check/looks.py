"""What rules have to say of one block by itself: no state is touched, so any thread may look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, Table
from icos_ingest.rule_kinds import CellRule, Context, FoldRule


@dataclass(frozen=True)
class Look:
    """What one rule found in one block.

    Attributes:
        rule: that looked.
        column: at which it looked, for a rule about cells.
        found: the rows under its mask, or the part of a fold.
        error: what it raised instead.
    """

    rule: CellRule | FoldRule
    column: Column | None = None
    found: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class Looked:
    """A block, and what all rules found in it; those about cells come first."""

    table: Table
    block: Block
    looks: tuple[Look, ...]


def look(
    cells: Iterable[CellRule], folds: Iterable[FoldRule], ctx: Context, block: Block
) -> tuple[Look, ...]:
    """Ask each rule; whatever one of them raises, the others are asked."""
    columns = [column for column in block.columns.values() if column.info.format or block.cells is None]
    with np.errstate(all="ignore"):
        masked = [look_at(rule, ctx, column) for rule in cells for column in columns]
        folded = [_folded(fold, ctx, block) for fold in folds]
    return (*(one for one in masked if one is not None), *folded)


def _folded(rule: FoldRule, ctx: Context, block: Block) -> Look:
    try:
        return Look(rule, None, rule.look(block, ctx))
    except Exception as error:  # noqa: BLE001  # told where the block is joined
        return Look(rule, None, error=error)


def look_at(rule: CellRule, ctx: Context, column: Column) -> Look | None:
    """Ask a rule about cells; None where its mask covers nothing, else where it does, in flat order."""
    try:
        mask = mask_of(rule, column, ctx)
    except Exception as error:  # noqa: BLE001  # told where the block is joined
        return Look(rule, column, error=error)
    return None if mask is None else Look(rule, column, np.flatnonzero(mask))


def mask_of(rule: CellRule, column: Column, ctx: Context) -> BoolArray | None:
    """A rule's mask where it covers anything.

    Raises:
        ValueError: it has another shape than the values.
    """
    mask = rule.mask(column, ctx)
    if mask is None or not mask.any():
        return None
    if mask.shape != column.values.shape or mask.dtype != np.bool_:
        raise ValueError(f"a mask of {mask.dtype} {mask.shape} for values of shape {column.values.shape}")
    return mask
