"""Workers at work: each is fed one number at a time, and a dead one is replaced."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from msgspec.structs import replace
from tests.fuzz.inputs import Inputs
from tests.fuzz.judging import Outcome
from tests.fuzz.seeds import seeds

from icos_ingest import validate
from icos_ingest.detect import reader_for
from icos_ingest.model import Options
from icos_ingest.model.limits import LIMITS

ROOT = Path(__file__).parents[2]
_FRAME = re.compile(r'File "(.*?)", line \d+ in (.*)')
CONTAINED = ("F501", "F502", "F503")
"""Findings that say how the library's own child process died of a file."""


@dataclass(frozen=True)
class Plan:
    """What is judged.

    Attributes:
        seed: of the random numbers.
        folder: of further files to damage.
        words: kinds or names of the files to damage, empty for all.
    """

    seed: int = 0
    folder: Path | None = None
    words: tuple[str, ...] = ()

    def inputs(self) -> Inputs:
        """Every input, by number."""
        return Inputs(seeds(self.folder, self.words), self.seed)


class Worker:
    """One process that judges, started again after each input that it died of."""

    def __init__(self, plan: Plan, inputs: Inputs, folder: Path) -> None:
        self._plan, self._inputs, self._folder = plan, inputs, folder
        (folder / "tmp").mkdir(parents=True)
        self._start()

    def _start(self) -> None:
        plan = self._plan
        words = [str(self._folder), str(plan.seed), str(plan.folder or ""), *plan.words]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), *sys.path])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def judge(self, number: int) -> Outcome:
        """What came of an input, also where the process died of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{number}\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise RuntimeError("the process that judges does not start") from error
        line = self._process.stdout.readline()
        if line:
            return Outcome.from_json(line)
        code = self._process.wait()
        self.stop()
        try:
            return self._death(number, code)
        finally:
            for left in [*self._folder.iterdir(), *(self._folder / "tmp").rglob("*")]:
                if left.is_file():
                    left.unlink()
            self._start()

    def _death(self, number: int, code: int) -> Outcome:
        """A find: how the process died, where, and what the library itself says of the file."""
        log = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
        frames = [(Path(file), name) for file, name in _FRAME.findall(log) if "icos_ingest" in file]
        how = signal.Signals(-code).name if code < 0 else "hang" if "Timeout" in log else f"exit {code}"
        where = f"{frames[0][0].name}:{frames[0][1]}" if frames else "elsewhere"
        given = self._inputs[number]
        options = Options(limits=replace(LIMITS, seconds=20))
        report = validate(given.data, name=given.name, options=options, apart=True)
        reader = reader_for(report.format)
        apart = reader is not None and reader.native  # all others are judged in the caller's process
        contained = apart and any(f.code in CONTAINED for f in report.findings)
        opening = any(name == "open_dataset" for _, name in frames)
        told = "opening" if opening else "contained" if contained else "open"
        find = (f"death ({told}) {how} {where}", log or f"exit code {code}")
        return Outcome(number, given.kind, report.format, str(report.quality), finds=[find])

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()


def judged(plan: Plan, numbers: Iterable[int], jobs: int = 1) -> Iterator[Outcome]:
    """The outcome of each input, as soon as it is there."""
    inputs, queue = plan.inputs(), iter(numbers)
    idle: SimpleQueue[Worker] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, ThreadPoolExecutor(jobs) as threads:
        workers = [Worker(plan, inputs, Path(folder) / str(i)) for i in range(jobs)]
        for worker in workers:
            idle.put(worker)

        def one(number: int) -> Outcome:
            worker = idle.get()
            try:
                return worker.judge(number)
            finally:
                idle.put(worker)

        try:
            running: set[Future[Outcome]] = {
                threads.submit(one, number) for _, number in zip(workers * 2, queue, strict=False)
            }
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                running |= {threads.submit(one, number) for _, number in zip(done, queue, strict=False)}
        finally:
            for worker in workers:
                worker.stop()
