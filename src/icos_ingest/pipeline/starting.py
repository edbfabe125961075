"""How a process of ours is started."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress

READS = "icos_ingest.pipeline.child.serve"
"""What files are judged by that libraries in C read."""
_ENVIRONMENT = {
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "67108864",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Memory of one piece of a file serves for the next, since pages that are new to the system cost as much as
what is read into them (glibc); and no threads for linear algebra, which nobody does here."""
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
    """Start the process that will judge a file, if one will, before what it takes to ask it is imported.

    Only the first is: later files find one that waits.

    A NUL among the first bytes shows that a file is no text; zips are left out, since many are workbooks.
    """
    if not can_start():
        return
    with _turn, suppress(OSError, ValueError):  # whoever opens the file will tell
        if READS in _known or not os.path.isfile(path):  # noqa: PTH113  # pathlib is not loaded yet
            return  # a pipe can be read only once
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(_HEAD)
        if b"\0" in head and not head.startswith(b"PK"):
            _ahead[READS] = _begun(READS)


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
    code = f"import sys; sys.path[:] = sys.argv[1:]; from {module} import main; main()"
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
