"""Work done ahead on other cores, its results taken in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")
WORKERS = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
"""Cores that are used at a time; each holds one block in memory."""


def in_order(work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Each item with what the work gives for it, in the order of the items.

    A few items are worked on while the caller looks at an earlier one, so the work must not depend on what
    the caller does. What it raises is raised where its result is taken.
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[tuple[T, Future[R]]] = deque()
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="icos-ingest") as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(work, item)))
                if len(waiting) > WORKERS:
                    yield _taken(waiting)
            while waiting:
                yield _taken(waiting)
        finally:
            for _, future in waiting:
                future.cancel()


def _taken(waiting: deque[tuple[T, Future[R]]]) -> tuple[T, R]:
    item, future = waiting.popleft()
    return item, future.result()
