"""Work done ahead on other cores, its results taken in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], items: Iterable[T], heavy: Callable[[T], bool]) -> Iterator[tuple[T, R]]:
    """Each item with what the work gives for it, in the order of the items.

    Heavy items are worked on while the caller looks at earlier ones, so the work must not depend on what the
    caller does. What it raises is raised where its result is taken.

    Args:
        work: to be done for each item, on any thread.
        items: taken on the caller's thread, a few more than were given.
        heavy: whether an item is worth a thread; others are worked on where they are taken, and never wait.
    """
    waiting: deque[tuple[T, Callable[[], R]]] = deque()
    with ExitStack() as stack:
        submit: Callable[[T], Callable[[], R]] | None = None
        for item in items:
            if not heavy(item):
                while waiting:
                    yield _taken(waiting)
                yield item, work(item)
                continue
            submit = submit or _workers(work, stack)
            waiting.append((item, submit(item)))
            if len(waiting) > workers():
                yield _taken(waiting)
        while waiting:
            yield _taken(waiting)


def workers() -> int:
    """Cores that are used at a time; each holds a block in memory."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(4, usable or 1)


def _workers(work: Callable[[T], R], stack: ExitStack) -> Callable[[T], Callable[[], R]]:
    """What hands an item to a thread; the threads end with the stack, and what waits is dropped."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(workers(), thread_name_prefix="icos-ingest")
    stack.callback(pool.shutdown, cancel_futures=True)
    return lambda item: pool.submit(work, item).result


def _taken(waiting: deque[tuple[T, Callable[[], R]]]) -> tuple[T, R]:
    item, result = waiting.popleft()
    return item, result()
