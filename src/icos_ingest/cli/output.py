"""Writing to the terminal, to a pipe and to a file."""

from __future__ import annotations

import io
import os
import sys

from icos_ingest.errors import OptionError
from icos_ingest.render.clean import clean_lines

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from rich.console import Console


def console() -> Console:
    """Standard output as rich sees it: its width, and colour on a terminal only."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def forgiving(*streams: TextIO) -> None:
    """Show what a stream's encoding cannot say as an escape, instead of failing."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print text for people; it must be clean already."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def say_document(text: str) -> None:
    """Print JSON or HTML: always UTF-8, whatever the terminal's encoding, as these formats demand."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(text))
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """Tell the user on standard error what went wrong."""
    sys.stderr.write(f"icos-ingest: {clean_lines(text)}\n")


def check_target(target: Path) -> None:
    """Find out before long work whether its result can be written.

    Raises:
        OptionError: the target is a folder, or lies in none.
    """
    if target.is_dir():
        raise OptionError("this is a folder", expected="a file to write to", source=str(target))
    if not target.absolute().parent.is_dir():
        raise OptionError("there is no such folder to write to", source=str(target.parent))


def write_whole(target: Path, text: str) -> None:
    """Write a file whole or not at all; a device or pipe is simply written to.

    Raises:
        OptionError: it cannot be written.
    """
    import stat

    target = target.resolve()  # a link stays, what it points to is replaced
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(_bytes(text))
            return
        try:
            partial.write_bytes(_bytes(text))
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise OptionError(f"the report cannot be written ({error.strerror})", source=str(target)) from error


def _bytes(text: str) -> bytes:
    return (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "backslashreplace")
