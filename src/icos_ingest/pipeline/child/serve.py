"""The child's side: judge one file after another until nobody asks any more."""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING

from icos_ingest import registry
from icos_ingest.model import Report, Source
from icos_ingest.pipeline.child.wire import Request, send
from icos_ingest.pipeline.running import run

if TYPE_CHECKING:
    from icos_ingest.model import Limits

_SHARE = 50
"""What was found so far is told at most once in this many times of what the telling costs."""
_OFTEN = 0.1
"""Seconds between two words of progress."""
BYTES_PER_SECOND = 1_000_000


def seconds_for(limits: Limits, size: int) -> float:
    """How long the check of a file may take: longer for a large one, so that only a hang exceeds it."""
    return limits.seconds + size / BYTES_PER_SECOND


def main() -> None:
    """Answer requests from standard input; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked stops us
    with answers, open(nowhere, "wb", closefd=False) as quiet:
        registry.rules()  # loaded while whoever asks is not ready, too
        send(answers, "ready")
        while True:
            try:
                request: Request = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started us
            except EOFError:
                return
            limits = request.job.options.limits
            faulthandler.dump_traceback_later(seconds_for(limits, request.size), exit=True, file=quiet)
            with _limited(limits):
                report = _judge(request, answers)
            faulthandler.cancel_dump_traceback_later()
            send(answers, "report", report)


def _judge(request: Request, answers: IO[bytes]) -> Report:
    source = Source.of(Path(request.path), name=request.name)
    source.member = request.member
    source.progress = _Progress(answers)
    return run(request.job, source, detection=request.detection, tell=_Teller(answers))


class _Progress:
    """Passes on how far the reading is, now and then."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._last = monotonic()

    def __call__(self, done: int, size: int | None) -> None:
        if monotonic() - self._last > _OFTEN:
            send(self._answers, "progress", (done, size))
            self._last = monotonic()


class _Teller:
    """Passes on what was found so far, which is all that is left if the process dies."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._not_before = 0.0

    def __call__(self, so_far: Callable[[], Report]) -> None:
        began = monotonic()
        if began < self._not_before:
            return
        send(self._answers, "part", so_far())
        now = monotonic()
        self._not_before = now + _SHARE * (now - began)


@contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Bounds that the system keeps, where it knows them (memory: Linux alone)."""
    try:
        import resource
    except ImportError:
        yield
        return
    bounds = {resource.RLIMIT_FSIZE: limits.spool, resource.RLIMIT_CORE: 0}
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        bounds[resource.RLIMIT_AS] = pages * resource.getpagesize() + limits.memory
    before = {kind: resource.getrlimit(kind) for kind in bounds}
    for kind, bound in bounds.items():
        hard = before[kind][1]
        low = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (low, hard))
    yield
    for kind, pair in before.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, pair)
