"""What there is to say of one block by itself: no state is changed, so any thread or process may look.

What a look finds is small and can be pickled; `Checker.join` takes it in, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.check.drafts import Draft, Drafts
from icos_ingest.check.faults import as_fault
from icos_ingest.check.places import in_group, in_row
from icos_ingest.check.tally import Key, Tally, cut
from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.errors import ReadError, SourceError
from icos_ingest.model import Fault, Place
from icos_ingest.rule_kinds import CellRule, Context, FoldRule, Hit

_LONGEST = 300
Rows = npt.NDArray[np.int64]


class Marked(Struct, frozen=True):
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


class Look(Struct, frozen=True):
    """What one rule found in one block.

    Attributes:
        code: of the rule.
        found: what is under its mask, or the part of a fold.
        failed: the fault that it met, or how it crashed, instead.
    """

    code: str
    found: Any = None
    failed: Fault | str | None = None


class Looked(Struct, frozen=True):
    """What there is to say of a block.

    Attributes:
        n: rows.
        faults: of parsing.
        looks: of the rules, those about cells first.
        draft: what the picture takes of it, None where there is none.
    """

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
        return Looked(block.n, faults, (*(one for one in marked if one), *folded), draft)

    def _folded(self, rule: FoldRule, block: Block) -> Look:
        try:
            return Look(rule.code, rule.look(block, self._ctx))
        except (ReadError, SourceError) as error:
            return Look(rule.code, failed=as_fault(error))
        except Exception as error:  # noqa: BLE001  # told where the block is joined
            return Look(rule.code, failed=crash(error))

    def _marked(self, rule: CellRule, table: str | None, block: Block, column: Column) -> Look | None:
        key = Key.of(rule, "", Place(group=table, field=column.info.name))

        def places(rows: Rows) -> Iterator[Place]:
            return (replace(block.place(row, column), group=table) for row in rows.tolist())

        return look_at(rule, key, column, self._ctx, self._tally, places)


def look_at(
    rule: CellRule,
    key: Key,
    column: Column,
    ctx: Context,
    tally: Tally,
    places: Callable[[Rows], Iterable[Place]],
) -> Look | None:
    """Ask a rule about cells; None where its mask covers nothing.

    Args:
        rule: to be asked.
        key: of its finding.
        column: to look at.
        ctx: what the rule may know.
        tally: of the findings so far, which says how many places are wanted.
        places: where values stand, by their flat indices.
    """
    try:
        mask = mask_of(rule, column, ctx)
        if mask is None:
            return None
        rows = np.flatnonzero(mask)
        kept = tuple(map(cut, places(rows[: tally.room(key)])))
        return Look(
            rule.code, _marked(key, len(rows), kept, None if key in tally else rule.tell(column, ctx))
        )
    except (ReadError, SourceError) as error:
        return Look(rule.code, failed=as_fault(error, Place(group=key.group, field=key.field)))
    except Exception as error:  # noqa: BLE001  # told where the block is joined
        return Look(rule.code, failed=crash(error))


def _marked(key: Key, count: int, kept: tuple[Place, ...], hit: Hit | None) -> Marked:
    """What is under a mask; the first place of a new finding is where it is said to stand."""
    if hit is None:
        return Marked(key, count, kept, None)
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


def crash(error: Exception) -> str:
    """How a rule crashed, in a few words."""
    return f"{type(error).__name__}: {error}"[:_LONGEST]
