"""Every real file ends in a report, in a process of its own with limits, whatever is wrong with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Self

import pytest

MEMORY = 6_000_000_000
SECONDS = 60
KNOWN_DEATHS = {"hdf/cve-2024-32609.h5": "a heap overflow inside the HDF5 library itself kills the process"}
"""Files that the process does not survive; the check of such a file must move to a process of its own."""
CHILD = f"""
import json, resource, sys, warnings
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
warnings.simplefilter("ignore")
from icos_ingest.pipeline import validate
for line in sys.stdin:
    report = validate(line.rstrip("\\n"))
    str(report), report.to_json()
    print(json.dumps([report.format, str(report.quality), sorted({{f.code for f in report.findings}})]), flush=True)
"""


class Child:
    """A process that judges one file after another; started again when it dies or takes too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def judge(self, path: Path) -> tuple[str, str, list[str]] | None:
        """Format, quality and codes, or None where the process did not survive."""
        if self._process is None:
            words = [sys.executable, "-X", "faulthandler=0", "-c", CHILD]
            self._process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(os.fsencode(path) + b"\n")
        process.stdin.flush()
        with DefaultSelector() as selector:
            selector.register(process.stdout, EVENT_READ)
            line = process.stdout.readline() if selector.select(SECONDS) else b""
        if not line:
            self.stop()
            return None
        return tuple(json.loads(line))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def files(real_data: Path) -> list[Path]:
    return sorted(path for path in real_data.glob("*/*") if path.is_file())


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_real_file_ends_in_a_report(real_data: Path) -> None:
    verdicts: dict[str, Counter[str]] = {}
    died, mishaps = set(), {}
    with Child() as child:
        for path in files(real_data):
            name = str(path.relative_to(real_data))
            answer = child.judge(path)
            quality = answer[1] if answer else "died"
            verdicts.setdefault(path.parent.name, Counter())[quality] += 1
            if answer is None:
                died.add(name)
            elif {"X001", "X002"} & set(answer[2]):
                mishaps[name] = answer[2]
    words = sorted({word for counts in verdicts.values() for word in counts})
    print("kind".ljust(18), *(word.rjust(10) for word in words))
    for kind, counts in verdicts.items():
        print(kind.ljust(18), *(str(counts[word]).rjust(10) for word in words))
    assert died == set(KNOWN_DEATHS)
    assert mishaps == {}
