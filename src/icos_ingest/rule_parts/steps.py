"""For rules about the order of the rows: each time stamp beside the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, final

import numpy as np

from icos_ingest.content import Block, BoolArray, Values
from icos_ingest.model import Place
from icos_ingest.rule import Context, FoldRule, Hit, Need


class Steps(NamedTuple):
    """What one block has to say: its outer stamps, and what is wrong between them."""

    first: np.datetime64
    at: Place
    last: np.datetime64
    inside: Hit | None


class StepRule(FoldRule):
    """A fold that asks of each stamp whether it may follow the one before; rows without a stamp are left out.

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
        if block.time is None:
            return None
        rows = np.flatnonzero(block.time.valid & ~np.isnat(block.time.values))
        if not len(rows):
            return None
        stamps = block.time.values[rows]
        found = 1 + np.flatnonzero(self.wrong(stamps[:-1], stamps[1:]))
        inside = None
        if len(found):
            places = tuple(block.place(int(rows[i]), block.time) for i in found[: ctx.keep])
            message = self._message(stamps[found[0] - 1], stamps[found[0]])
            inside = Hit(message, places[0] if places else Place(), count=len(found), places=places)
        return Steps(stamps[0], block.place(int(rows[0]), block.time), stamps[-1], inside)

    @final
    def join(
        self, state: np.datetime64 | None, part: Steps | None
    ) -> tuple[np.datetime64 | None, Iterable[Hit]]:
        """Compare the last stamp of the block before with the first of this one."""
        if part is None:
            return state, ()
        hits = [part.inside] if part.inside else []
        if state is not None and self.wrong(np.array([state]), np.array([part.first]))[0]:
            hits.insert(0, Hit(self._message(state, part.first), part.at, places=(part.at,)))
        return part.last, hits

    def _message(self, before: np.datetime64, after: np.datetime64) -> str:
        return self.message.format(before=_shown(before), after=_shown(after))


def _shown(stamp: np.datetime64) -> str:
    """A stamp in UTC, with as much of the seconds as it needs."""
    text = str(np.datetime64(stamp, "ms"))
    return f"{text.removesuffix('.000').removesuffix(':00')}Z"
