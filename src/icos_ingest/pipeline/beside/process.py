"""This side: a process that is started early, asked for spans, and kept for the next file."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from icos_ingest.ahead import workers
from icos_ingest.pipeline.beside.words import FORGET, Asked, Opening
from icos_ingest.pipeline.idle import Idle
from icos_ingest.pipeline.starting import LARGE, LOOKS, end, started

if TYPE_CHECKING:
    from concurrent.futures import Future

    from icos_ingest.content import Span
    from icos_ingest.model import Source
    from icos_ingest.pipeline.looking import Seen

_MOST = 2
"""Processes beside this one, each of which takes some 130 MB of memory."""
_AHEAD = 2
"""Spans that are asked for at a time: one that is looked at, and the next."""


class Helper:
    """A process that looks at rows.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self) -> None:
        self._process = started(LOOKS)
        self._asked: deque[tuple[int, Future[Seen | None]]] = deque()
        self._age = 0
        """Answers to what was asked before the last `forget` are thrown away."""
        self._gone = False
        threading.Thread(target=self._listen, name="icos-ingest-beside", daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether the process still answers."""
        return not self._gone and self._process.poll() is None

    def open(self, opening: Opening, asked: Asked) -> None:
        """Have a file opened."""
        self._tell((opening, asked))

    def ask(self, span: Span) -> Future[Seen | None] | None:
        """What there will be to say of some rows, None where the process has enough to do, or is gone.

        The answer is None where it knows none.
        """
        from concurrent.futures import Future

        if not self.alive or len(self._asked) >= _AHEAD:
            return None
        answer: Future[Seen | None] = Future()
        self._asked.append((self._age, answer))
        self._tell(span)
        self._check()
        return answer

    def forget(self) -> None:
        """Tell that an answer was thrown away."""
        self._age += 1
        self._tell(FORGET)

    def close(self) -> None:
        """Have the file closed; a process that still looks at it is ended."""
        self._tell(None)
        if self._asked:
            self.stop()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._gone = True
        end(self._process)

    def _tell(self, what: Any) -> None:
        try:
            assert self._process.stdin is not None
            pickle.dump(what, self._process.stdin, protocol=5)
            self._process.stdin.flush()
        except (OSError, ValueError):
            self._gone = True

    def _listen(self) -> None:
        """Take answers as they come, so that the process need not wait until one is wanted."""
        try:
            assert self._process.stdout is not None
            while True:
                seen = pickle.load(self._process.stdout)  # noqa: S301  # from the process that we started
                age, answer = self._asked.popleft()
                answer.set_result(seen if age == self._age else None)
        except Exception:  # noqa: BLE001  # bytes from a process that was ended may raise anything
            self._gone = True
            self._give_up()

    def _check(self) -> None:
        """What a process was asked in the moment in which it ended, it does not answer."""
        if self._gone:
            self._give_up()

    def _give_up(self) -> None:
        while self._asked:
            with suppress(IndexError):
                self._asked.popleft()[1].set_result(None)


_idle: Idle[Helper] = Idle()


def warm(source: Source) -> None:
    """Start helpers if a source may want some, so that they are ready once the header is read."""
    with suppress(OSError):
        while len(_idle) < _wanted(source):
            _idle.give(Helper())


@contextmanager
def helpers_for(source: Source, opening: Opening, asked: Asked) -> Iterator[Sequence[Helper]]:
    """Helpers that have the file of a source open; none where it has none, or is not worth it."""
    helpers = [helper for helper in (_one() for _ in range(_wanted(source))) if helper]
    for helper in helpers:
        helper.open(opening, asked)
    try:
        yield helpers
    except BaseException:
        for helper in helpers:
            helper.stop()
        raise
    for helper in helpers:
        helper.close()
        _idle.give(helper)


def _wanted(source: Source) -> int:
    """How many processes are worth their start."""
    large = source.path is not None and source.member is None and (source.size or 0) >= LARGE
    return min(_MOST, workers() - 1) if large else 0


def _one() -> Helper | None:
    with suppress(OSError):
        return _idle.take() or Helper()
    return None


def stop_all() -> None:
    """End the helpers that wait."""
    _idle.stop()
