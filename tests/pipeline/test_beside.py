"""A process that looks at rows, too, changes no report; if it dies, or the rows are odd, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import validate
from icos_ingest.pipeline.beside import process
from icos_ingest.text import lines

pytestmark = pytest.mark.source
GENERATE = Path(__file__).parents[2] / "benchmarks" / "generate.py"
RUN = 2_200_000
NAMES = {
    "icosOtcL2Product": "ICOS_OTC_SOOP_L2.csv",
    "atcCo2NrtDataObject": "ICOS_ATC_NRT_HTM_150.0_489.CO2",
    "etcL2Fluxnet": "ICOSETC_SE-Svb_FLUXNET_HH_L2.csv",
}


@pytest.fixture(autouse=True, params=[2, 3])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is worth a process or two, and has several spans."""
    process.stop_all()
    monkeypatch.setattr(process, "LARGE", 0)
    monkeypatch.setattr(process, "workers", lambda: request.param)
    monkeypatch.setattr(lines, "RUN", RUN)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Future[Any]]:
    """Whatever the other process was asked."""
    asked: list[Future[Any]] = []
    ask = process.Helper.ask

    def noted(self: process.Helper, span: Any) -> Future[Any] | None:
        answer = ask(self, span)
        asked.extend([answer] if answer else [])
        return answer

    monkeypatch.setattr(process.Helper, "ask", noted)
    return asked


def generated(folder: Path, spec: str, *more: str) -> Path:
    """A file of some spans."""
    path = folder / NAMES[spec]
    with path.open("wb") as out:
        subprocess.run([sys.executable, str(GENERATE), spec, "14", *more], stdout=out, check=True)
    return path


def alone(path: Path, spec: str | None, **said: Any) -> str:
    """The report without another process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "LARGE", 1 << 60)
        return told(path, spec, **said)


def told(path: Path, spec: str | None, **said: Any) -> str:
    """All that a report says, the picture with it."""
    report = validate(path, spec=spec, overview=True, **said)
    return f"{report.to_json()}\n{report.overviews}\n{report.quotes}"


@pytest.mark.parametrize("spec", NAMES)
@pytest.mark.parametrize("keep", [3, None])
def test_two_processes_say_what_one_says(
    spec: str, keep: int | None, tmp_path: Path, answers: list[Future[Any]]
) -> None:
    path = generated(tmp_path, spec, "--spoilt", "300")
    wanted = alone(path, spec, keep=keep)
    assert not answers
    assert told(path, spec, keep=keep) == wanted
    assert sum(answer.result() is not None for answer in answers) > 1


def test_a_table_that_no_specification_describes(tmp_path: Path, answers: list[Future[Any]]) -> None:
    path = tmp_path / "logger.csv"
    rows = (f"2020-01-{d:02}T{h:02}:{m:02}:00,{h + m / 7:.3f},{d}\n" for d in range(1, 32) for h in range(24) for m in range(60))  # fmt: skip
    path.write_text("time,co2,n\n" + "".join(rows) * 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("icos_ingest.delimited.lines.RUN", RUN)
        wanted = alone(path, None)
        assert told(path, None) == wanted
    assert sum(answer.result() is not None for answer in answers) > 0


def test_rows_below_odd_ones_are_looked_at_again(tmp_path: Path, answers: list[Future[Any]]) -> None:
    path = generated(tmp_path, "etcL2Fluxnet", "--spoilt", "300")
    rows = path.read_bytes().splitlines(keepends=True)
    rows[len(rows) // 4] = b"\n"
    rows[len(rows) // 3] = rows[len(rows) // 3].rsplit(b",", 2)[0] + b"\n"
    rows[len(rows) * 3 // 4] = b"1,2\n"
    path.write_bytes(b"".join(rows))
    wanted = alone(path, "etcL2Fluxnet")
    assert told(path, "etcL2Fluxnet") == wanted
    assert sum(answer.result() is not None for answer in answers) > 0


def test_a_process_that_dies_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = generated(tmp_path, "atcCo2NrtDataObject")
    wanted = alone(path, "atcCo2NrtDataObject")
    opened = process.Helper.open

    def dying(self: process.Helper, *words: Any) -> None:
        opened(self, *words)
        self._process.kill()

    monkeypatch.setattr(process.Helper, "open", dying)
    assert told(path, "atcCo2NrtDataObject") == wanted


def test_a_process_that_cannot_start_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = generated(tmp_path, "atcCo2NrtDataObject")
    wanted = alone(path, "atcCo2NrtDataObject")

    def refused(module: str) -> None:
        raise OSError(module)

    monkeypatch.setattr(process, "started", refused)
    assert told(path, "atcCo2NrtDataObject") == wanted
