"""Which files the user means: files, folders walked, URLs, members of archives, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from icos_ingest.errors import OptionError, SourceError
from icos_ingest.model import Source

STDIN = "-"


def sources(
    paths: Iterable[str], *, stdin_name: str | None = None, leave_out: Path | None = None
) -> list[str | Source]:
    """What the words on the command line stand for, folders replaced by their files.

    Args:
        paths: as the user gave them.
        stdin_name: what to call standard input.
        leave_out: a file that is not looked at when its folder is walked.

    Raises:
        SourceError: there is no such file, or a folder cannot be read or holds no file.
        OptionError: standard input is named twice, or only its name is given.
    """
    words = list(paths)
    if words.count(STDIN) > 1:
        raise OptionError("standard input (-) can be read only once")
    if stdin_name is not None and STDIN not in words:
        raise OptionError("--stdin-filename is given without standard input", hint="add - as a path")
    return [source for word in words for source in _expand(word, stdin_name, leave_out)]


def one_source(path: str) -> str | Source:
    """What one word stands for, where a folder makes no sense."""
    return standard_input() if path == STDIN else path


def standard_input(name: str | None = None) -> Source:
    """The bytes that come in by the pipe."""
    return Source.of(sys.stdin.buffer, name=name or "<stdin>")


def _expand(word: str, stdin_name: str | None, leave_out: Path | None) -> Iterator[str | Source]:
    if word == STDIN:
        yield standard_input(stdin_name)
    elif Path(word).is_dir():
        files = [file for file in _walk(word) if leave_out is None or not _same(file, leave_out)]
        if not files:
            raise SourceError("there is no file in this folder", source=word)
        yield from files
    elif "://" in word or Path(word).exists() or Path(word.split("!", 1)[0]).is_file():
        yield word
    else:
        raise SourceError("there is no such file", hint="check the spelling and the folder", source=word)


def _walk(folder: str) -> Iterator[str]:
    """Files below a folder in alphabetical order; hidden ones are left out, links to folders not followed."""
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(parent, name)
            if not name.startswith(".") and file.is_file():
                yield str(file)


def _unreadable(error: OSError) -> None:
    raise SourceError(f"the folder cannot be read ({error.strerror})", source=str(error.filename)) from error


def _same(file: str, other: Path) -> bool:
    return Path(file).absolute() == other.absolute()
