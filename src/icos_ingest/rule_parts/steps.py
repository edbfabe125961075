"""For rules about the order of the rows: each time stamp beside the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, BoolArray, Values
from icos_ingest.model import NOWHERE, Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.formats import is_laid_down
from icos_ingest.schema import thresholds


class Steps(Struct, frozen=True):
    """What some rows have to say.

    Attributes:
        rows: that have a stamp.
        first: the first stamp.
        at: where the first stamp stands.
        last: the last stamp.
        hit: for all steps that are wrong, None where there are none.
    """

    rows: int
    first: np.datetime64
    at: Place
    last: np.datetime64
    hit: Hit | None
    keep: int | None


def stamped_rows(block: Block) -> Values:
    """The rows of a block that have a time stamp; none where the table has no time."""
    return block.once("stamped rows", _stamped_rows)


def _stamped_rows(block: Block) -> Values:
    if block.time is None:
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(block.time.valid & ~np.isnat(block.time.values))


class StepRule(FoldRule):
    """A fold that asks of each stamp whether it may follow the one before; rows without a stamp are left out.

    It has a threshold `common`: which part of the steps may be wrong in a table that is meant to be in order.

    Attributes:
        message: with `{after}` and `{before}` for the two stamps, in UTC.
    """

    needs = Need.TABLE | Need.TIME
    message: str

    def wrong(self, before: Values, after: Values) -> BoolArray:
        """True where the stamp after may not follow the stamp before; both datetime64, of one shape."""
        raise NotImplementedError

    @final
    def look(self, block: Block, ctx: Context) -> Steps | None:
        """Compare the stamps within a block."""
        rows = stamped_rows(block)
        if block.time is None or not len(rows):
            return None
        stamps = block.time.values[rows]
        found = 1 + np.flatnonzero(self.wrong(stamps[:-1], stamps[1:]))
        hit = None
        if len(found):
            places = tuple(block.place(int(rows[i]), block.time) for i in found[: ctx.keep])
            hit = self._hit(stamps[found[0] - 1], stamps[found[0]], places, len(found))
        at = block.place(int(rows[0]), block.time)
        return Steps(len(rows), stamps[0], at, stamps[-1], hit, ctx.keep)

    @final
    def join(self, state: Steps | None, part: Steps | None) -> tuple[Steps | None, Iterable[Hit]]:
        """Compare the last stamp of the rows before with the first of these; hits come at the end."""
        if state is None or part is None:
            return part or state, ()
        hits = [state.hit, part.hit]
        if self.wrong(np.array([state.last]), np.array([part.first]))[0]:
            hits.insert(1, self._hit(state.last, part.first, (part.at,), 1))
        found = [hit for hit in hits if hit]
        both = replace(state, rows=state.rows + part.rows, last=part.last, hit=_one(found, part.keep))
        return both, ()

    def finish(self, state: Steps | None, ctx: Context) -> Iterable[Hit]:
        """One hit for the whole table; only a note where nobody says that the rows are in order of time."""
        if state is None or state.hit is None:
            return ()
        common = thresholds(self.name)["common"].value
        loose = not is_laid_down(ctx) and state.hit.count > common * state.rows
        return (replace(state.hit, severity=Severity.INFO) if loose else state.hit,)

    def _hit(self, before: np.datetime64, after: np.datetime64, places: tuple[Place, ...], count: int) -> Hit:
        message = self.message.format(before=shown(before), after=shown(after))
        return Hit(message, places[0] if places else NOWHERE, count=count, places=places)


def _one(hits: list[Hit], keep: int | None) -> Hit | None:
    """Several hits as one, with the message and place of the first."""
    if not hits:
        return None
    places = tuple(place for hit in hits for place in hit.places)[:keep]
    return replace(hits[0], count=sum(hit.count for hit in hits), places=places)


def shown(stamp: np.datetime64) -> str:
    """A stamp in UTC, with as much of the seconds as it needs."""
    return str(stamp.astype("M8[ms]")).removesuffix(".000").removesuffix(":00") + "Z"
