"""Runs of lines as the parts of a table, for every engine that makes blocks of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from icos_ingest.content import Block, Part, Span

SMALLEST = 1 << 16
"""Bytes of a run from which columns are quicker than rows."""
LARGE = 1 << 21
"""Bytes of a run from which it is worth while to start a thread."""


class Run(Protocol):
    """Consecutive lines.

    Attributes:
        first: the physical number of the first line.
        offset: of its first byte in the file.
        size: bytes that may be read by columns, 0 where these lines must be looked at one by one.
    """

    first: int
    offset: int

    @property
    def size(self) -> int: ...

    def text(self, number: int) -> str | None:
        """The line of that number, None if it is not among these."""
        ...


R = TypeVar("R", bound=Run)
Taken = TypeVar("Taken", bound=Run, contravariant=True)


class Engine(Protocol[Taken]):
    """Lines into blocks; all but `ahead` is asked in file order."""

    def expected(self, run: Taken) -> int:
        """The number of a run's first row, if every line between the last that was read and it is one."""
        ...

    def ahead(self, run: Taken, row: int) -> Block | None:
        """The rows of a run that holds nothing odd; no state is touched, so any thread may ask."""
        ...

    def passes(self, run: Taken, row: int) -> bool:
        """Whether a run may be read as if nothing above it were odd; if so it counts as read."""
        ...

    def blocks(self, run: Taken) -> Iterator[Block]:
        """The blocks of a run in its turn."""
        ...

    def end(self) -> Iterator[Block]:
        """What only the end of the file can show."""
        ...


def parts(engine: Engine[R], runs: Iterable[R]) -> Iterator[Part]:
    """The parts of a table, one for each run and one for its end."""
    for run in runs:
        yield part(engine, run, engine.expected(run))
    yield _End(engine)


def part(engine: Engine[R], run: R, row: int) -> Part:
    """The part of a run; `row` is the number of its first row, if each line above is one."""
    return _Lines(engine, run, row)


class _Lines(Part):
    def __init__(self, engine: Engine[R], run: R, row: int) -> None:
        self._engine: Engine[R] = engine
        self._run = run
        self._row = row
        self.heavy = run.size >= LARGE
        self.span = Span(run.offset, run.size, run.first, row) if self.heavy else None

    def ahead(self) -> Block | None:
        return self._engine.ahead(self._run, self._row) if self._run.size >= SMALLEST else None

    def holds(self) -> bool:
        return self._engine.passes(self._run, self._row)

    def blocks(self) -> Iterator[Block]:
        return self._engine.blocks(self._run)

    def text(self, line: int) -> str | None:
        return self._run.text(line)


class _End(Part):
    def __init__(self, engine: Engine[R]) -> None:
        self._end = engine.end

    def blocks(self) -> Iterator[Block]:
        return self._end()
