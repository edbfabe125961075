"""Rows under titles, part by part.

Parsing and looking at rows take most of the time, and need nothing of the rows above: but for a few things
that only their turn can show, such as a quote left open before them. So a table gives parts that can be read
ahead, in any thread or another process, and says in file order whether what was read ahead holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from msgspec import Struct

from icos_ingest.ahead import in_order
from icos_ingest.content.facts import ColumnInfo
from icos_ingest.content.rows import Block

HEAVY = 50_000
"""Values of a block from which it is worth a thread to look at them."""


class Span(Struct, frozen=True):
    """Where some rows stand, so that another process that has the file open can read them.

    Attributes:
        offset: of their first byte in the file.
        size: in bytes.
        line: the physical number of their first line.
        row: the number of their first row in the table, from 0, if nothing above them is odd.
    """

    offset: int
    size: int
    line: int
    row: int


class Part:
    """Some rows of a table that were not parsed yet.

    A reader subclasses this; what it does not say is that of rows which only their turn can tell.

    Attributes:
        span: where they stand, None where no other process could read them.
        heavy: whether to read them ahead is worth a thread.
    """

    span: Span | None = None
    heavy: bool = False

    def ahead(self) -> Block | None:
        """The rows as they are if nothing above them is odd, asked for on any thread and at any time.

        None where their turn has to be waited for.
        """
        return None

    def holds(self) -> bool:
        """Whether what was read ahead is so: asked for in file order, and if so the table goes on below."""
        return False

    def blocks(self) -> Iterator[Block]:
        """The rows in their turn, where nothing was read ahead or it does not hold."""
        return iter(())

    def text(self, line: int) -> str | None:
        """A physical line among these, to quote it; None for any other, and in memory."""
        del line
        return None


class _Parsed(Part):
    """Rows that are there already."""

    def __init__(self, block: Block) -> None:
        self._block = block
        # Rows of `str` are not worth a thread, since they take turns, and much memory.
        self.heavy = block.n * len(block.columns) > HEAVY and not isinstance(block.cells, list)

    def ahead(self) -> Block:
        return self._block

    def holds(self) -> bool:
        return True


class Table(Struct, frozen=True):
    """Rows under titles.

    Attributes:
        name: of the sheet, None where the file has one table.
        columns: in the order of the file, then those that the format adds.
        parts: gives the rows in file order; may be called once, since a stream is read once.
        part_at: a part of the same table by where it stands and the bytes there, None where nobody can tell.
    """

    name: str | None
    columns: Sequence[ColumnInfo]
    parts: Callable[[], Iterator[Part]]
    part_at: Callable[[Span, bytes], Part] | None = None

    @classmethod
    def of_blocks(
        cls, name: str | None, columns: Sequence[ColumnInfo], blocks: Callable[[], Iterator[Block]]
    ) -> Self:
        """A table whose rows come parsed, in file order."""
        return cls(name, columns, lambda: map(_Parsed, blocks()))

    def blocks(self) -> Iterator[Block]:
        """The rows in file order, read ahead on other cores; in place of `parts`."""
        for part, block in in_order(lambda part: part.ahead(), self.parts(), _worth_parsing):
            if block is not None and part.holds():
                yield block
            else:
                yield from part.blocks()


def _worth_parsing(part: Part) -> bool:
    return part.heavy and not isinstance(part, _Parsed)
