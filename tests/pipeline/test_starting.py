"""A process that reads what a library in C reads is started while this one still loads what it needs."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import h5py
import pytest

from icos_ingest.pipeline import starting, validate
from icos_ingest.pipeline.beside import process as beside
from icos_ingest.pipeline.child import process


@pytest.fixture(autouse=True)
def _none_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    beside.stop_all()
    process.stop_all()
    starting.end_ahead()
    monkeypatch.setattr(starting, "_known", set())
    yield
    beside.stop_all()
    process.stop_all()
    starting.end_ahead()


def begun(path: Path) -> list[int]:
    starting.ahead(str(path))
    return [one.pid for one in starting._ahead.values()]


@pytest.mark.parametrize("name", ["fluxes.nc", "landcover.tif", "phenocam.png"])
def test_a_process_that_was_started_ahead_is_the_one_that_is_asked(sample_data: Path, name: str) -> None:
    path = sample_data / "good" / name
    (pid,) = begun(path)
    assert begun(path) == [pid], "one is enough"
    assert not validate(path).incomplete
    assert not starting._ahead
    assert [child._process.pid for child in process._idle] == [pid]
    assert begun(path) == [], "it waits for the next file"


def test_what_helps_with_a_large_text_is_started_ahead_too(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample_data / "good" / "logger.csv"
    for module in (starting, beside):
        monkeypatch.setattr(module, "LARGE", path.stat().st_size)
        monkeypatch.setattr(module, "workers", lambda: 2)
    (pid,) = begun(path)
    assert not validate(path).incomplete
    assert not starting._ahead
    assert [helper._process.pid for helper in beside._idle] == [pid]


def test_small_texts_workbooks_and_what_is_no_file_start_none(sample_data: Path, tmp_path: Path) -> None:
    books = list((sample_data / "good").glob("*.xlsx"))
    assert books
    for path in [sample_data / "good" / "logger.csv", *books, tmp_path, tmp_path / "nothing"]:
        assert begun(path) == []


def test_one_that_died_while_it_waited_is_replaced(sample_data: Path) -> None:
    path = sample_data / "good" / "fluxes.nc"
    (pid,) = begun(path)
    starting._ahead[starting.READS].kill()
    starting._ahead[starting.READS].wait()
    report = validate(path)
    assert not report.incomplete
    assert [child._process.pid for child in process._idle] != [pid]


def test_nothing_is_left_behind(sample_data: Path) -> None:
    code = f"""
import sys
from icos_ingest.pipeline import starting
starting.ahead({str(sample_data / "good" / "fluxes.nc")!r})
print(starting._ahead[starting.READS].pid)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    until = time.monotonic() + 5
    while Path(f"/proc/{done.stdout.strip()}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_the_command_starts_it_before_anything_else(sample_data: Path) -> None:
    given = str(sample_data / "good" / "fluxes.nc")
    code = f"""
import sys
import icos_ingest.pipeline.starting as starting
from icos_ingest.cli import main
def ahead(path):
    print(path, *sorted({{"numpy", "icos_ingest.model", "rich"}} & set(sys.modules)))
    raise SystemExit(7)
starting.ahead = ahead
main(["validate", "--format", "json", {given!r}])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (7, [given])


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_memory_of_a_piece_serves_for_the_next(tmp_path: Path) -> None:
    """New pages for each piece would cost as much as reading them."""
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("v", (60, 500_000), "f4", fillvalue=1)[:] = 2
    code = f"""
import resource
from icos_ingest import validate
for _ in range(2):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    validate({str(path)!r}, trust=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=starting._ENVIRONMENT | os.environ,
    )
    assert int(done.stdout) < 10_000, "120 MB are 29,000 pages, several times over"
