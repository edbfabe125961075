"""How a process of ours is started."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress


def can_start() -> bool:
    """Whether this program is an interpreter; a frozen one would start itself over and over."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs `main` of a module, with pipes for its input and output.

    Raises:
        OSError: it cannot be started.
    """
    code = f"import sys; sys.path[:] = sys.argv[1:]; from {module} import main; main()"
    words = [sys.executable, "-c", code, *sys.path]
    return subprocess.Popen(  # noqa: S603  # our own interpreter
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it does, and close its pipes."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            stream and stream.close()
    process.wait()
