"""On a terminal: colour, and a bar for what takes long."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading

from tests.cli.conftest import COMMAND

LONG_WORK = """
from icos_ingest.cli import progress
progress.PATIENCE = 0
with progress.Progress(2) as bar:
    for done in range(3):
        bar.bytes_done(done, 2)
    bar.file_done()
    print("the report")
    bar.bytes_done(1, None)
"""


def on_terminal(words: list[str], **streams: int) -> str:
    """What a terminal gets."""
    ours, theirs = pty.openpty()
    parts: list[bytes] = []

    def read() -> None:
        try:
            while part := os.read(ours, 1 << 16):
                parts.append(part)
        except OSError:  # Linux says so when the other side is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CI")}
    subprocess.run(
        words,
        check=False,
        timeout=60,
        env=env | {"TERM": "xterm-256color"},
        **{name: theirs if stream else subprocess.DEVNULL for name, stream in streams.items()},
    )
    os.close(theirs)
    reader.join(10)
    os.close(ours)
    return b"".join(parts).decode()


def test_a_terminal_gets_colour(faulty):
    shown = on_terminal([*COMMAND, "validate", str(faulty)], stdout=1, stderr=1)
    assert "\x1b[1;31mFAIL" in shown


def test_long_work_shows_a_bar_that_leaves_the_report_alone():
    shown = on_terminal([sys.executable, "-c", LONG_WORK], stdout=1, stderr=1)
    assert "files" in shown
    assert "bytes" in shown
    assert "the report" in shown
    assert shown.index("bytes") < shown.index("the report") < shown.rindex("bytes")


def test_short_work_shows_no_bar(good):
    patient = f"from icos_ingest.cli import main, progress; progress.PATIENCE = 3600; main(['validate', {str(good)!r}])"
    assert on_terminal([sys.executable, "-c", patient], stdout=0, stderr=1) == ""
