"""Processes that wait for the next file, since to start one takes long."""

from __future__ import annotations

import atexit
import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Generic, Protocol, TypeVar


class Process(Protocol):
    """What is kept."""

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        ...

    def stop(self) -> None:
        """End it, whatever it does."""
        ...


P = TypeVar("P", bound=Process)


class Idle(Generic[P]):
    """All of one kind that wait: ended with this process, and unknown to a fork, which shares our pipes."""

    def __init__(self) -> None:
        self._waiting: deque[P] = deque()
        atexit.register(self.stop)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._waiting.clear)

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[P]:
        return iter(self._waiting)

    def take(self) -> P | None:
        """One that waits, if any; one that ended meanwhile has nothing to do with the next file."""
        with suppress(IndexError):  # another thread may take the last
            while process := self._waiting.pop():
                if process.alive:
                    return process
                process.stop()
        return None

    def give(self, process: P) -> None:
        """Keep one for the next file; one that ended is cleared away."""
        if process.alive:
            self._waiting.append(process)
        else:
            process.stop()

    def stop(self) -> None:
        """End all that wait."""
        with suppress(IndexError):
            while True:
                self._waiting.pop().stop()
