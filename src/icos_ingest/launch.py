"""How a process that is all ours begins: the command, and what it has others do."""

from __future__ import annotations

import gc
import os

_GARBAGE = 100_000
"""New objects after which garbage is looked for; modules make hardly any while they are loaded."""


def launch() -> None:
    """Ask Python and numpy for what only costs time here, before much is imported.

    Not for a process that somebody else began: its garbage and its threads are not ours to settle.
    """
    gc.set_threshold(_GARBAGE)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for linear algebra, which nobody does here
