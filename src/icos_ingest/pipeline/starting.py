"""How a process of ours is started."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress

from icos_ingest.ahead import workers

READS = "icos_ingest.pipeline.child.serve"
"""What files are judged by that libraries in C read."""
LOOKS = "icos_ingest.pipeline.beside.serve"
"""What helps to look at a large text."""
LARGE = 64_000_000
"""Bytes of a text from which such help is worth its start."""
_ENVIRONMENT = {
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "67108864",
}
"""Memory of one piece of a file serves for the next, since pages that are new to the system cost as much as
what is read into them (glibc)."""
_HEAD = 16
"""Bytes of a file that are looked at."""
_ahead: dict[str, subprocess.Popen[bytes]] = {}
"""Processes that nobody asked yet, by what they run."""
_known: set[str] = set()
"""What was run before."""
_turn = threading.Lock()


def can_start() -> bool:
    """Whether this program is an interpreter; a frozen one would start itself over and over."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def ahead(path: str | os.PathLike[str]) -> None:
    """Start the process that a file will want, if any, before what it takes to ask it is imported.

    Only the first of its kind is: later files find one that waits.
    """
    with _turn, suppress(OSError, ValueError):  # whoever opens the file will tell
        module = _wanted_by(path) if can_start() else None
        if module is not None and module not in _known:
            _ahead[module] = _begun(module)


def _wanted_by(path: str | os.PathLike[str]) -> str | None:
    """A NUL among the first bytes shows that a file is no text; zips are left out: many are workbooks."""
    if not os.path.isfile(path):  # noqa: PTH113  # pathlib is not loaded yet
        return None  # a pipe can be read only once
    with open(path, "rb") as file:  # noqa: PTH123
        head = file.read(_HEAD)
    if b"\0" in head:
        return None if head.startswith(b"PK") else READS
    return LOOKS if os.path.getsize(path) >= LARGE and workers() > 1 else None  # noqa: PTH202


def is_begun(module: str) -> bool:
    """Whether a process of this kind was started, so that this one will wait for it."""
    return module in _known


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs `main` of a module, with pipes for its input and output.

    Raises:
        OSError: it cannot be started.
    """
    waiting = _ahead.pop(module, None)
    if waiting is not None and waiting.poll() is None:
        return waiting
    if waiting is not None:
        end(waiting)
    return _begun(module)


def _begun(module: str) -> subprocess.Popen[bytes]:
    _known.add(module)
    begin = "import sys; sys.path[:] = sys.argv[1:]; from icos_ingest.launch import launch; launch()"
    code = f"{begin}; from {module} import main; main()"
    words = [sys.executable, "-c", code, *sys.path]
    return subprocess.Popen(  # noqa: S603  # our own interpreter
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT | os.environ,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it does, and close its pipes."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            stream and stream.close()
    process.wait()


def end_ahead() -> None:
    """End what was started and never asked."""
    while _ahead:
        end(_ahead.popitem()[1])


atexit.register(end_ahead)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_ahead.clear)
