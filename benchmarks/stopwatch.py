"""Seconds of functions, each without those of the functions that it calls and that are timed, too."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any


class Stopwatch:
    """Adds up by name, from any number of threads.

    Two clocks run: that on the wall, and that of the thread, which stands still while another thread has the
    interpreter, and while a library works in threads of its own.
    """

    def __init__(self) -> None:
        self._sums: dict[str, tuple[float, float, int]] = {}
        self._lock = threading.Lock()
        self._open = threading.local()

    def taken(self) -> dict[str, tuple[float, float, int]]:
        """Seconds on the wall, seconds of threads and calls, by name."""
        return dict(self._sums)

    def note(self, name: str, clock: float, thread: float) -> None:
        """Add a call that was timed by others."""
        with self._lock:
            before = self._sums.get(name, (0.0, 0.0, 0))
            self._sums[name] = before[0] + clock, before[1] + thread, before[2] + 1

    @contextmanager
    def measuring(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        stack: list[list[float]] = self._open.__dict__.setdefault("stack", [])
        within = [0.0, 0.0]
        stack.append(within)
        clock, thread = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            clock, thread = time.perf_counter() - clock, time.thread_time() - thread
            stack.pop()
            self.note(name, clock - within[0], thread - within[1])
            if stack:
                stack[-1][0] += clock
                stack[-1][1] += thread

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed; of a generator each step is."""
        if isgeneratorfunction(function):

            @wraps(function)
            def steps(*args: Any, **keywords: Any) -> Iterator[Any]:
                made = function(*args, **keywords)
                while True:
                    with self.measuring(name):
                        try:
                            item = next(made)
                        except StopIteration:
                            return
                    yield item

            return steps

        @wraps(function)
        def called(*args: Any, **keywords: Any) -> Any:
            with self.measuring(name):
                return function(*args, **keywords)

        return called
