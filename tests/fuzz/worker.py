"""A process that makes and judges inputs by number: `python -m tests.fuzz.worker FOLDER SEED [SEEDS [WORD…]]`."""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.fuzz.inputs import Inputs
from tests.fuzz.judging import judge
from tests.fuzz.seeds import seeds

MEMORY = 2_000_000_000
SECONDS = 30
"""Of an input's judgement; one that takes longer hangs."""
LARGEST_FILE = 500_000_000


def main() -> None:
    """Answer numbers from standard input with outcomes; crashes leave their stack in FOLDER/log."""
    folder, seed, more, *words = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    log = (Path(folder) / "log").open("w", encoding="utf-8")
    faulthandler.enable(log)
    sys.excepthook = lambda *error: traceback.print_exception(*error, file=log)
    os.environ["TMPDIR"] = tempfile.tempdir = str(Path(folder) / "tmp")
    inputs = Inputs(seeds(Path(more) if more else None, words), int(seed))
    _limit()
    for line in sys.stdin:
        faulthandler.dump_traceback_later(SECONDS, exit=True, file=log)
        outcome = judge(inputs[int(line)], Path(folder))
        faulthandler.cancel_dump_traceback_later()
        answers.write(f"{outcome.to_json()}\n")
        answers.flush()


def _limit() -> None:
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    memory = pages * resource.getpagesize() + MEMORY
    for kind, bound in {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    main()
