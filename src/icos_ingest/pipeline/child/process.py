"""The parent's side: children that are started when needed, kept for the next file, and outlived."""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from weakref import WeakSet

from msgspec import Struct

from icos_ingest.model import Fault, Report
from icos_ingest.pipeline.child.serve import seconds_for
from icos_ingest.pipeline.child.wire import Request, receive
from icos_ingest.pipeline.idle import Idle
from icos_ingest.pipeline.starting import READS, end, started

_LAST_WORDS = 5
"""Seconds that a process whose answers ended is waited for."""


class Death(Struct, frozen=True):
    """How a child ended before it had judged a file.

    Attributes:
        fault: that says how.
        part: what it had found, None if it said nothing.
    """

    fault: Fault
    part: Report | None = None


class Child:
    """One process that judges files.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self) -> None:
        self._process = started(READS)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._down, self._up = self._process.stdin, self._process.stdout
        if receive(self._up) != ("ready", None):
            self.stop()
            raise OSError("the process that reads files does not start")

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def judge(self, request: Request, progress: Callable[[int, int | None], None] | None) -> Report | Death:
        """The report on a file, or how the process died of it."""
        part: Report | None = None
        began = monotonic()
        try:
            with suppress(BrokenPipeError):
                pickle.dump(request, self._down, protocol=5)
                self._down.flush()
            while message := receive(self._up):
                kind, what = message
                if kind == "report":
                    report: Report = what
                    return report
                if kind == "part":
                    part = what
                elif kind == "progress" and progress:
                    progress(*what)
        except KeyboardInterrupt:
            self.stop()
            return Death(Fault("interrupted", detail="stopped by the user"), part)
        allowed = seconds_for(request.job.options.limits, request.size)
        return self._death(part, monotonic() - began, allowed)

    def _death(self, part: Report | None, seconds: float, allowed: float) -> Death:
        """How the process ended; its answers have."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_WORDS)
        code = self._process.poll()
        self.stop()
        if code is not None and code > 0 and seconds >= allowed:
            return Death(Fault("child-hang", detail=f"it took longer than {allowed:,.0f} seconds"), part)
        if code == -getattr(signal, "SIGKILL", 9):
            how = "the system killed the process, as it does when memory runs out"
            return Death(Fault("child-memory", detail=how), part)
        if code is not None and code < 0:
            return Death(Fault("child-crash", detail=f"the process died of {_signal(-code)}"), part)
        return Death(Fault("child-crash", detail=f"the process ended with exit code {code}"), part)

    def stop(self) -> None:
        """End the process, whatever it does."""
        end(self._process)


_idle: Idle[Child] = Idle()
_all: WeakSet[Child] = WeakSet()


def ask(request: Request, progress: Callable[[int, int | None], None] | None) -> Report | Death:
    """Have a file judged by a child that nobody else uses meanwhile; it is kept unless it died.

    A library may be left in disorder by one file and die of the next, which is then judged by a fresh child.

    Raises:
        OSError: none can be started.
    """
    child = _idle.take()
    answer = child.judge(request, progress) if child else None
    if child is None or (isinstance(answer, Death) and answer.fault.kind == "child-crash"):
        child = Child()
        _all.add(child)
        answer = child.judge(request, progress)
    assert answer is not None, "a child waited, or a new one was asked"
    if isinstance(answer, Report):
        _idle.give(child)
    return answer


def stop_all() -> None:
    """End all children, also those at work."""
    for child in list(_all):
        child.stop()
    _idle.stop()


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


atexit.register(stop_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_all.clear)
