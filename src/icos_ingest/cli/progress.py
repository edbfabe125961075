"""A progress bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import rich.progress

PATIENCE = 0.5
"""Seconds of silence that need no bar."""


class Progress:
    """Files and bytes on standard error; the bar steps aside while something is printed.

    Args:
        files: how many there will be.
    """

    def __init__(self, files: int) -> None:
        self._files = files
        self._done = 0
        self._bar: rich.progress.Progress | None = None
        self._wanted = sys.stderr.isatty()
        self._quiet_until = time.monotonic() + PATIENCE

    def bytes_done(self, done: int, total: int | None) -> None:
        """Show how far the present file is.

        Args:
            done: bytes that were read.
            total: bytes of the file, None where nobody knows.
        """
        if not self._wanted or time.monotonic() < self._quiet_until:
            return
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.add_task("files", total=self._files, completed=self._done, visible=self._files > 1)
            self._bar.add_task("bytes")
            self._bar.start()
        self._bar.update(self._bar.task_ids[1], completed=done, total=total)

    def file_done(self) -> None:
        """Count a file; the bar goes out of the way of what is printed about it."""
        self._done += 1
        self._clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def _clear(self) -> None:
        """Take the bar off the screen; it comes back when the next file takes long, too."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        self._quiet_until = time.monotonic() + PATIENCE


def _new_bar() -> rich.progress.Progress:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
