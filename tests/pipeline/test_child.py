"""What C libraries read is judged in a process of its own, and nothing that happens to it harms the next file."""

import io
import json
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from icos_ingest.model import Limits, Quality
from icos_ingest.pipeline import validate, validate_many
from icos_ingest.pipeline.child import process, wire

READER = '''
"""A reader whose library is not to be trusted: the file says what happens."""
import os, signal, time
import numpy as np
from icos_ingest.content import Array, Content, Facts, Reader
from icos_ingest.model import Certainty, Fault, Match

POISONED = []

def happen(word):
    if word == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "exit":
        os._exit(7)
    if word == "hang":
        time.sleep(3600)
    if word == "memory":
        np.ones(2_000_000_000)
    if word == "poison":
        POISONED.append(word)
    elif POISONED:
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "print":
        print("a library prints what it likes", flush=True)
        os.write(1, b"even to the descriptor")
    if word == "disk":
        with open(os.environ["SCRATCH"], "wb") as out:
            out.write(bytes(10_000_000))
    return np.zeros(1)

class Wild(Content):
    def __init__(self, words):
        self.words = words
        self.facts = Facts("wild", faults=(Fault("byte-order-mark", detail="said before"),))
    def arrays(self):
        first = Array("/first", ("x",), (1,), np.dtype("f8"), {}, lambda w: np.zeros(1))
        second = Array("/second", ("x",), (1,), np.dtype("f8"), {}, lambda w: happen(self.words))
        return {"/first": first, "/second": second}

def sniff(source):
    return Match("wild", Certainty.SIGNATURE, "it says so") if source.peek(5) == b"WILD " else "no"

def read(source, options, spec):
    with source.open() as stream:
        return Wild(stream.read().decode().split()[1])

READER = Reader("wild", "Wild files", ("wild",), sniff, read, native=True)
'''
JUDGE = """
import json, os, sys
import icos_ingest
from icos_ingest.model import Limits
from icos_ingest.pipeline.child import process
LIMITS = Limits(**json.loads(sys.argv[1]))
for path in sys.argv[2:]:
    report = icos_ingest.validate(path, limits=LIMITS)
    pids = [child._process.pid for child in process._idle]
    found = [[f.code, f.message] for f in report.findings]
    print(json.dumps([str(report.quality), report.incomplete, report.portal.verdict, found, pids]))
"""


@pytest.fixture
def wild(tmp_path):
    """Judge files that say what happens when they are read, in a process that has their reader."""
    info = tmp_path / "plug" / "wild-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "plug" / "wild.py").write_text(READER, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wild\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[icos_ingest.readers]\nwild = wild:READER\n", encoding="utf-8")

    def judge(*words, **limits):
        files = []
        for number, word in enumerate(words):
            file = tmp_path / f"{number}.wild"
            file.write_text(f"WILD {word}", encoding="utf-8")
            files.append(str(file))
        given = [part for part in (str(tmp_path / "plug"), os.environ.get("PYTHONPATH")) if part]
        environment = {
            **os.environ, "PYTHONPATH": os.pathsep.join(given), "SCRATCH": str(tmp_path / "scratch")
        }  # fmt: skip
        out = subprocess.run(
            [sys.executable, "-c", JUDGE, json.dumps(limits), *files],
            env=environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        assert not out.stderr
        return [json.loads(line) for line in out.stdout.splitlines()]

    return judge


@pytest.mark.parametrize(
    ("word", "code", "words"),
    [
        ("segfault", "F501", "SIGSEGV"),
        ("exit", "F501", "exit code 7"),
        ("kill", "F503", "memory"),
    ],
)
def test_a_death_is_a_finding_and_what_was_found_before_is_kept(wild, word, code, words):
    quality, incomplete, portal, found, pids = wild(word)[0]
    assert found[0][0] == code
    assert words in found[0][1]
    assert "F304" in [one for one, _ in found]
    assert incomplete
    assert portal == "unknown"
    assert quality == ("fail" if code == "F501" else "incomplete")
    assert not pids, "a dead process is not kept"


def test_the_next_file_gets_a_fresh_process_and_good_ones_share_theirs(wild):
    calm, other, dead, again = wild("calm", "calm", "segfault", "calm")
    assert calm[:4] == other[:4] == again[:4]
    assert calm[4] == other[4]
    assert len(calm[4]) == 1
    assert again[4] != calm[4]
    assert dead[3][0][0] == "F501"


def test_a_file_is_not_blamed_for_the_one_before(wild):
    before, poison, after = wild("calm", "poison", "calm")
    assert before[:4] == poison[:4] == after[:4]
    assert before[4] == poison[4] != after[4]


def test_a_hang_ends_at_the_limit(wild):
    began = time.monotonic()
    quality, _, _, found, _ = wild("hang", seconds=2)[0]
    assert time.monotonic() - began < 60
    assert found[0][0] == "F502"
    assert "2 seconds" in found[0][1]
    assert quality == "incomplete"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_memory_has_a_limit_and_the_process_survives_it(wild):
    greedy, calm = wild("memory", "calm", memory=1_000_000_000)
    assert "F503" in [code for code, _ in greedy[3]]
    assert greedy[0] == "incomplete"
    assert greedy[4] == calm[4]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not bound the size of files")
def test_files_that_a_library_writes_have_a_limit(wild, tmp_path):
    full, calm = wild("disk", "calm", spool=1_000_000)
    assert full[1]
    assert (tmp_path / "scratch").stat().st_size <= 1_000_000
    assert full[4] == calm[4]


def test_what_a_library_prints_does_not_come_between(wild):
    loud, calm = wild("print", "calm")
    assert loud[:4] == calm[:4]


@pytest.mark.parametrize("kind", ["good", "faulty"])
def test_a_child_finds_what_this_process_finds(sample_data: Path, kind: str) -> None:
    for path in sorted((sample_data / kind).iterdir()):
        assert validate(path, apart=True) == validate(path, trust=True), path.name


def test_any_source_reaches_the_child(sample_data: Path) -> None:
    path = sample_data / "good" / "spectra.h5"
    data = path.read_bytes()
    report = validate(path, trust=True)
    for given in (data, io.BytesIO(data)):
        own = validate(given, name=str(path))
        assert own.findings == report.findings
        assert own.source.size == len(data)
    packed = sample_data / "faulty" / "archive_cut.zip"
    assert validate(packed).findings == validate(packed, trust=True).findings


def test_more_than_the_limit_is_not_copied_for_the_child(sample_data: Path) -> None:
    report = validate((sample_data / "good" / "spectra.h5").read_bytes(), limits=Limits(spool=100))
    assert [finding.code for finding in report.findings] == ["X101"]
    assert report.quality is Quality.INCOMPLETE


def test_a_text_needs_no_child(sample_data: Path) -> None:
    process.stop_all()
    assert validate(sample_data / "good" / "logger.csv").ok
    assert not process._idle


def test_a_trusted_file_needs_no_child(sample_data: Path) -> None:
    process.stop_all()
    assert validate(sample_data / "good" / "spectra.h5", trust=True).ok
    assert not process._idle


def test_a_frozen_program_does_not_start_itself(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process.stop_all()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert validate(sample_data / "good" / "spectra.h5").ok
    assert not process._idle


def test_several_files_are_judged_at_a_time(sample_data: Path) -> None:
    process.stop_all()
    validate_many(sorted((sample_data / "good").iterdir())[:6], jobs=2)
    assert 1 <= len(process._idle) <= 2


def test_a_child_that_ended_meanwhile_is_replaced(sample_data: Path) -> None:
    path = sample_data / "good" / "spectra.h5"
    report = validate(path)
    list(process._idle)[-1]._process.terminate()
    list(process._idle)[-1]._process.wait()
    assert validate(path) == report


class Harm:
    """Would run a command if it were unpickled."""

    def __reduce__(self):
        return os.system, ("true",)


@pytest.mark.parametrize(
    "sent",
    [
        ("part", Harm()),
        ("report", Harm()),
        ("report", "no report"),
        ("report", Limits),
        ("progress", subprocess.Popen),
        3,
    ],
)
def test_nothing_runs_that_a_child_sends(sent: object) -> None:
    assert wire.receive(io.BytesIO(pickle.dumps(sent))) is None


def test_broken_bytes_from_a_child_are_no_message() -> None:
    for data in (b"", b"\x80\x05", b"junk", pickle.dumps(("ready", None))[:-3]):
        assert wire.receive(io.BytesIO(data)) is None
