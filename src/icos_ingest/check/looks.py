"""What there is to say of one block by itself: no state is changed, so any thread or process may look.

What a look finds is small and can be pickled; `Checker.join` takes it in, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from icos_ingest.check.drafts import Draft, Drafts
from icos_ingest.check.faults import as_fault
from icos_ingest.check.places import in_group, in_row
from icos_ingest.check.tally import Key, Tally, cut
from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.errors import ReadError, SourceError
from icos_ingest.model import Fault, Place
from icos_ingest.rule_kinds import CellRule, Context, FoldRule, Hit

_LONGEST = 300


@dataclass(frozen=True)
class Marked:
    """The values of one column under a rule's mask.

    Attributes:
        key: of the finding.
        count: how many these are.
        places: the first of them, as many as the finding has room for.
        hit: what begins the finding, None where it is known to have begun.
    """

    key: Key
    count: int
    places: tuple[Place, ...]
    hit: Hit | None


@dataclass(frozen=True)
class Look:
    """What one rule found in one block.

    Attributes:
        code: of the rule.
        found: what is under its mask, or the part of a fold.
        failed: the fault that it met, or how it crashed, instead.
    """

    code: str
    found: Any = None
    failed: Fault | str | None = None


@dataclass(frozen=True)
class Looked:
    """What there is to say of a block.

    Attributes:
        table: its name.
        n: rows.
        faults: of parsing.
        looks: of the rules, those about cells first.
        draft: what the picture takes of it, None where there is none.
    """

    table: str | None
    n: int
    faults: tuple[Fault, ...]
    looks: tuple[Look, ...]
    draft: Draft | None


class Looker:
    """Asks rules about blocks.

    Args:
        cells: rules about cells.
        folds: rules about tables.
        ctx: what they may know.
        tally: of the findings so far: what it holds already need not be told again.
        crashed: codes of rules that are not asked any more.
        drawn: whether there is to be a picture.
    """

    def __init__(
        self,
        cells: Sequence[CellRule],
        folds: Sequence[FoldRule],
        ctx: Context,
        tally: Tally,
        crashed: Collection[str],
        *,
        drawn: bool,
    ) -> None:
        self._cells = cells
        self._folds = folds
        self._ctx = ctx
        self._tally = tally
        self._crashed = crashed
        self._drafts = Drafts(ctx) if drawn else None

    def look(self, table: str | None, block: Block) -> Looked:
        """Ask every rule about a block; whatever one of them raises, the others are asked."""
        columns = [column for column in block.columns.values() if column.info.format or block.cells is None]
        with np.errstate(all="ignore"):
            marked = [
                self._marked(rule, table, block, column)
                for rule in self._cells
                for column in columns
                if rule.code not in self._crashed
            ]
            folded = [self._folded(rule, block) for rule in self._folds if rule.code not in self._crashed]
            draft = self._drafts.draft(table, block) if self._drafts else None
        faults = tuple(in_group(in_row(fault, block), table) for fault in block.faults)
        return Looked(table, block.n, faults, (*(one for one in marked if one), *folded), draft)

    def _folded(self, rule: FoldRule, block: Block) -> Look:
        try:
            return Look(rule.code, rule.look(block, self._ctx))
        except Exception as error:  # noqa: BLE001  # told where the block is joined
            return Look(rule.code, failed=_failure(error))

    def _marked(self, rule: CellRule, table: str | None, block: Block, column: Column) -> Look | None:
        try:
            mask = mask_of(rule, column, self._ctx)
            if mask is None:
                return None
            key = Key.of(rule, "", Place(group=table, field=column.info.name))
            rows = mask.nonzero()[0]
            shown = rows[: self._tally.room(key)].tolist()
            places = (replace(block.place(row, column), group=table) for row in shown)
            return Look(rule.code, marked(rule, key, len(rows), places, column, self._ctx, self._tally))
        except Exception as error:  # noqa: BLE001  # told where the block is joined
            return Look(rule.code, failed=_failure(error))


def marked(
    rule: CellRule,
    key: Key,
    count: int,
    places: Iterable[Place],
    column: Column,
    ctx: Context,
    tally: Tally,
) -> Marked:
    """What is under a mask; the first place of a new finding is where it is said to stand."""
    kept = tuple(map(cut, islice(places, tally.room(key))))
    if key in tally:
        return Marked(key, count, kept, None)
    hit = rule.tell(column, ctx)
    first = kept[0] if kept else Place(group=key.group, field=key.field)
    message = hit.message.replace("{value}", str(first.value))
    return Marked(key, count, kept, replace(hit, message=message, place=first))


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


def _failure(error: Exception) -> Fault | str:
    return as_fault(error) if isinstance(error, ReadError | SourceError) else crash(error)


def crash(error: Exception) -> str:
    """How a rule crashed, in a few words."""
    return f"{type(error).__name__}: {error}"[:_LONGEST]
