"""Fenced blocks of a page, and how they are run: in order, beside a copy of `sample_data/`.

`python` runs in one namespace for the page, `console` in a shell; both must work. An `output` block holds what the
Python before it prints, lines below a `$ ` command what that prints; `...` stands for anything. A command that is
to fail says so: `# exit code 1`. A block that is not run follows a line that says why: `*Not run here: …*`.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_NOT_RUN = re.compile(r"\*Not run here[:,] [^*]{10,}\*\s*$")
_COMMAND = re.compile(r"^\$ (.*?)(?:\s+# exit code (\d))?\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
RUN = ("python", "console", "output")
PARSED = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}


@dataclass(frozen=True)
class Block:
    """A fenced block; `reason` says whether the page tells that it is not run."""

    language: str
    text: str
    line: int
    reason: bool


def blocks(page: str) -> list[Block]:
    """Fenced blocks in order, without their indent."""
    return [
        Block(
            language=match[2],
            text=re.sub(rf"^{match[1]}", "", match[3], flags=re.MULTILINE),
            line=page.count("\n", 0, match.start()) + 1,
            reason=bool(_NOT_RUN.search(page[: match.start()])),
        )
        for match in _FENCE.finditer(page)
    ]


def run(page: str, folder: Path) -> int:
    """Run the blocks of a page in a folder, which must be the current one; how many were run."""
    scope: dict[str, object] = {"__name__": "__main__"}
    printed, count = "", 0
    for block in blocks(page):
        if block.reason or block.language not in RUN:
            continue
        count += 1
        if block.language == "python":
            printed = _python(block, scope)
        elif block.language == "output":
            _same(block, block.text, printed)
        else:
            _console(block, folder)
    return count


def _python(block: Block, scope: dict[str, object]) -> str:
    out = io.StringIO()
    code = compile("\n" * block.line + block.text, "page", "exec")
    with contextlib.redirect_stdout(out):
        exec(code, scope)
    return out.getvalue()


def _console(block: Block, folder: Path) -> None:
    found = list(_COMMAND.finditer(block.text))
    assert "".join(match[0] for match in found) == block.text, f"line {block.line}: a line before any command"
    bin_ = str(Path(sys.executable).parent)
    env = os.environ | {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    for command, code, expected in (match.groups() for match in found):
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == int(code or 0), f"$ {command}\n{done.stdout}{done.stderr}"
        if expected:
            _same(block, expected, done.stdout + done.stderr)


def _same(block: Block, expected: str, found: str) -> None:
    checker = doctest.OutputChecker()
    expected = re.sub(r"\s*^\.\.\.$", "...", expected, flags=re.MULTILINE)  # A line of dots may be no line.
    assert checker.check_output(expected, found, _FLAGS), (
        f"line {block.line}: expected\n{expected}found\n{found}"
    )


def unaccounted(page: str) -> Iterator[str]:
    """Blocks that are neither run, nor parsed, nor said to be not run."""
    for block in blocks(page):
        if block.language in PARSED:
            PARSED[block.language](block.text)
        elif block.language not in RUN and not block.reason:
            yield f"line {block.line}: a block of {block.language or 'no language'!r}"
