"""What is asked of every input: a report, whole and quiet, and a dataset or one of our own errors."""

from __future__ import annotations

import json
import re
import shutil
import traceback
import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.fuzz.inputs import Input

from icos_ingest import identify, open_dataset
from icos_ingest.errors import IcosIngestError
from icos_ingest.model import Report
from icos_ingest.pipeline.job import Job
from icos_ingest.pipeline.running import run
from icos_ingest.render import VIEW

OURS = f"{Path('src') / 'icos_ingest'}"
MISHAPS = {"X001": "crashed rule", "X002": "unexplained fault", "F503": "memory"}
"""Findings that no input may lead to: mishaps of ours, and more memory than so small a file is worth."""
SLOW = 5.0
"""Seconds of computing that no input of this size is worth."""
OPENED = 3
"""One in this many inputs is opened as a dataset, too, one shown as HTML, one looked at by `identify` alone."""


@dataclass
class Outcome:
    """What came of one input.

    Attributes:
        finds: pairs of a group, which equal faults share, and what exactly happened.
    """

    number: int
    kind: str
    format: str = "unknown"
    quality: str = "none"
    seconds: float = 0.0
    finds: list[tuple[str, str]] = field(default_factory=list)

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Outcome:
        """The outcome of a line."""
        words: dict[str, Any] = json.loads(line)
        words["finds"] = [(group, detail) for group, detail in words["finds"]]
        return cls(**words)


def judge(given: Input, folder: Path) -> Outcome:
    """Judge one input as a child process of the library does, and look for all that must not happen.

    Args:
        given: the bytes and their name.
        folder: for the file; `folder / "tmp"` is where the library is to keep temporary files.
    """
    outcome = Outcome(given.number, given.kind)
    path = folder / given.name
    path.write_bytes(given.data)
    began, computing = perf_counter(), process_time()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for step in (_report, _dataset) if given.number % OPENED == 0 else (_report,):
            try:
                step(path, given.data, outcome)
            except Exception as error:  # noqa: BLE001  # whatever comes out is a find
                outcome.finds.append(
                    (f"exception {place(error)}", "".join(traceback.format_exception(error)))
                )
    outcome.seconds = perf_counter() - began
    if process_time() - computing > SLOW:
        outcome.finds.append((f"slow {outcome.format}", f"{process_time() - computing:.1f} s"))
    for warning in warned:
        group = f"warning {warning.category.__name__} {_short(str(warning.message))}"
        outcome.finds.append((group, f"{warning.filename}:{warning.lineno} {warning.message}"))
    _look_around(path, given.data, folder, outcome)
    return outcome


def _report(path: Path, data: bytes, outcome: Outcome) -> None:
    from icos_ingest.model import Source

    if outcome.number % OPENED == 2:
        identify(data)
    report = run(Job(overview=True), Source.of(path), VIEW)
    outcome.format, outcome.quality = report.format, str(report.quality)
    document = json.loads(report.to_json().encode())
    if document["reports"][0]["quality"] != outcome.quality:
        outcome.finds.append(("bad JSON", report.to_json()))
    shown = report.to_html() if outcome.number % OPENED == 1 else str(report)
    if not shown:
        outcome.finds.append(("nothing to show", ""))
    outcome.finds += _mishaps(report)


def _mishaps(report: Report) -> list[tuple[str, str]]:
    found = [finding for finding in report.findings if finding.code in MISHAPS]
    return [(f"{MISHAPS[f.code]} {report.format} {_short(f.message)}", f.message) for f in found]


def _dataset(path: Path, data: bytes, outcome: Outcome) -> None:
    del data, outcome
    try:
        with open_dataset(path) as dataset:
            dataset.load()
    except IcosIngestError as error:
        str(error)


def _look_around(path: Path, data: bytes, folder: Path, outcome: Outcome) -> None:
    """The file as it was, and nothing left behind."""
    if not path.is_file() or path.read_bytes() != data:
        outcome.finds.append((f"changed file {outcome.format}", str(path)))
    path.unlink(missing_ok=True)
    for left in [*folder.iterdir(), *(folder / "tmp").iterdir()]:
        if left.name not in ("tmp", "log"):
            outcome.finds.append((f"file left behind {outcome.format}", str(left)))
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def place(error: BaseException) -> str:
    """The kind of an exception and the innermost line of ours that it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if OURS in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "elsewhere"
    return f"{type(error).__name__} {where}"


def _short(message: str) -> str:
    """A message without what differs from file to file."""
    return re.sub(r"\d+", "N", re.sub(r"'[^']*'|\"[^\"]*\"", "…", message))[:140]
