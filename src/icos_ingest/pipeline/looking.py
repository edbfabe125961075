"""What rules and the portal's judge see of each part of a table, found on all cores, given in file order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from icos_ingest.ahead import in_order
from icos_ingest.check import Looked
from icos_ingest.content import Block, Part, Table
from icos_ingest.portal import PortalFold, PortalPart

if TYPE_CHECKING:
    from concurrent.futures import Future

    from icos_ingest.pipeline.beside import Helper

_WAITING = 3
"""Parts that wait for their turn, at most, for each process; each holds the bytes of its lines."""


class Seen(Struct, frozen=True):
    """What there is to say of one block; small, and it can be pickled."""

    looked: Looked
    portal: PortalPart | None


class Looking(Struct, frozen=True):
    """How the blocks of one table are looked at.

    Attributes:
        look: asks the rules.
        table: by which the blocks go.
        fold: of the portal's judge, which is asked to look and not fed; None where it has nothing to say.
    """

    look: Callable[[Table, Block], Looked]
    table: Table
    fold: PortalFold | None

    def block(self, block: Block) -> Seen:
        """Look at a block."""
        portal = self.fold.look(block) if self.fold else None
        return Seen(self.look(self.table, block), portal)

    def ahead(self, part: Part) -> Seen | None:
        """Look at a part before its turn; None where that cannot be."""
        block = part.ahead()
        return None if block is None else self.block(block)

    def in_turn(self, helpers: Sequence[Helper] = ()) -> Iterator[tuple[Part, Seen]]:
        """Each block of the table in file order, with the part that it is of.

        Args:
            helpers: processes that have the table open, too; without any, other cores are used by threads.
        """
        parts = self.table.parts()
        pairs = (
            self._beside(parts, helpers) if helpers else in_order(self.ahead, parts, lambda one: one.heavy)
        )
        for part, seen in pairs:
            if seen is not None and part.holds():
                yield part, seen
                continue
            for helper in helpers if seen is not None else ():
                helper.forget()
            for block in part.blocks():
                yield part, self.block(block)

    def _beside(self, parts: Iterator[Part], helpers: Sequence[Helper]) -> Iterator[tuple[Part, Seen | None]]:
        """This process looks at what the others have no room for, so that all are at work."""
        most = _WAITING * (1 + len(helpers))
        waiting: deque[tuple[Part, Future[Seen | None], bool]] = deque()
        for part in parts:
            asked = (helper.ask(part.span) for helper in helpers if part.span)
            answer = next((one for one in asked if one), None)
            waiting.append((part, answer or _found(self.ahead(part)), answer is not None))
            while waiting and (waiting[0][1].done() or len(waiting) > most):
                yield self._taken(waiting)
        while waiting:
            yield self._taken(waiting)

    def _taken(self, waiting: deque[tuple[Part, Future[Seen | None], bool]]) -> tuple[Part, Seen | None]:
        """The next part; what another process did not answer is looked at here."""
        part, answer, asked = waiting.popleft()
        seen = answer.result()
        return part, self.ahead(part) if seen is None and asked else seen


def _found(seen: Seen | None) -> Future[Seen | None]:
    from concurrent.futures import Future  # it loads much, and few files have helpers

    future: Future[Seen | None] = Future()
    future.set_result(seen)
    return future
