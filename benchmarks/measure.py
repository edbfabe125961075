"""Whole processes, in turn: seconds from start to exit, and the peak of memory with all children."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What is installed is compiled; a checkout shall be so from its second start on."""
EVERY = 0.02
"""Seconds from look to look at the memory."""


@dataclass(frozen=True)
class Taken:
    """What one process took.

    Attributes:
        seconds: from start to exit.
        megabytes: at the peak.
        code: of its exit.
        processor: seconds of all its threads and children, which other work on the machine changes less.
    """

    seconds: float
    megabytes: float
    code: int
    processor: float


def once(words: Sequence[str], *, stdin: Sequence[str] | None = None, stdout: Path | None = None) -> Taken:
    """Run one process, on the output of another where `stdin` names one; a crash is an error.

    Raises:
        RuntimeError: the process ended with another code than 0 or 1.
    """
    feeder = subprocess.Popen(stdin, stdout=subprocess.PIPE) if stdin else None
    with (stdout or Path("/dev/null")).open("wb") as out:
        before = _processor()
        start = time.perf_counter()
        process = subprocess.Popen(
            words,
            stdin=feeder.stdout if feeder else subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            env=COMPILED,
        )
        peaks: dict[int, float] = {}
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, done))
        watcher.start()
        complaint = process.communicate()[1]
        seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if feeder:
        assert feeder.stdout is not None
        feeder.stdout.close()
        feeder.wait()
    # The command ends with 1 where it found something, Python where it crashed.
    if process.returncode not in (0, 1) or b"Traceback" in complaint:
        raise RuntimeError(f"{words} ended with {process.returncode}: {complaint.decode()[-500:]}")
    return Taken(seconds, sum(peaks.values()), process.returncode, _processor() - before)


def in_turn(runs: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Taken]:
    """Medians of several rounds, each of which runs everything once, so that all meet the same weather."""
    taken: dict[str, list[Taken]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, words in runs.items():
            taken[name].append(once(words))
    return {
        name: Taken(
            median(one.seconds for one in each),
            max(one.megabytes for one in each),
            each[-1].code,
            median(one.processor for one in each),
        )
        for name, each in taken.items()
    }


def python(code: str) -> list[str]:
    """A process that runs some Python."""
    return [sys.executable, "-c", code]


def ours(*words: str) -> list[str]:
    """The command in a process of its own."""
    return [sys.executable, "-m", "icos_ingest", *words]


def table_row(*cells: object) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(map(str, cells))} |"


def _processor() -> float:
    """Seconds of the processor that all ended children took, and theirs, if they waited for them."""
    used = os.times()
    return used.children_user + used.children_system


def _watch(pid: int, peaks: dict[int, float], done: threading.Event) -> None:
    """The largest VmHWM of a process and of each of its children: a sum, as if all peaked at once.

    `ru_maxrss` will not do: a child begins with that of its parent.
    """
    while not done.wait(EVERY):
        for one in _family(pid):
            peaks[one] = max(peaks.get(one, 0), _peak(one))


def _family(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return [pid]
    return [pid, *(one for child in text.split() for one in _family(int(child)))]


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
