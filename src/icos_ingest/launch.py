"""How a process that is all ours begins and ends: the command, and what it has others do."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from typing import NoReturn

_GARBAGE = 100_000
"""New objects after which garbage is looked for; modules make hardly any while they are loaded."""


def launch() -> None:
    """Ask Python and numpy for what only costs time here, before much is imported.

    Not for a process that somebody else began: its garbage and its threads are not ours to settle.
    """
    gc.set_threshold(_GARBAGE)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for linear algebra, which nobody does here


def leave(code: int) -> NoReturn:
    """End this process, with what was asked to be done at its end.

    Python would take all modules apart first, which is an eighth of the time that a small file takes, to free
    memory that the system takes back anyway.
    """
    atexit._run_exitfuncs()  # noqa: SLF001  # what os._exit leaves out; there is no public way to it
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed by whoever read it, or not there
            stream.flush()
    os._exit(code)
