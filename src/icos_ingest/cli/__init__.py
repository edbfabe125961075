"""The command `icos-ingest`: one module per command, nothing heavy imported before it is needed.

Exit codes: 0 nothing found at or above `--fail-on`; 1 findings at or above it, or a file that no reader can
open; 2 wrong use; 3 no such finding, but something could not be judged to its end.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from icos_ingest.cli.output import complain, forgiving, say
from icos_ingest.errors import DetectionError, IcosIngestError, ReadError

OK, FOUND, MISUSED, INCOMPLETE = 0, 1, 2, 3
COMMANDS = ("identify", "validate", "show", "convert", "rule", "spec", "formats")
"""Names of the commands and of their modules."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the words after `icos-ingest`; by default those of this process.

    Returns:
        The exit code; wrong use of options leaves by `SystemExit` with 2, as argparse does.
    """
    forgiving(sys.stdout, sys.stderr)
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        named = next((word for word in words if word in COMMANDS), "")
        _start_ahead(named, words)
        args = parser(named).parse_args(words)
        code: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output went away; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INCOMPLETE
    except KeyboardInterrupt:
        complain("interrupted")
        return INCOMPLETE
    except IcosIngestError as error:
        complain("\n".join([str(error), *_refusals(error)]))
        return FOUND if isinstance(error, ReadError | DetectionError) else MISUSED
    except Exception as error:  # noqa: BLE001  # a fault of ours ends in a sentence, too
        from traceback import extract_tb

        at = extract_tb(error.__traceback__)[-1]
        complain(
            f"icos-ingest itself failed ({type(error).__name__}: {error}; {os.path.basename(at.filename)}"
            f" line {at.lineno}). Please report this together with the file"
        )
        return INCOMPLETE
    return code


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands, with the options of one or of all.

    Args:
        only: a command to load; the others are named and no more.
    """
    top = argparse.ArgumentParser(
        prog="icos-ingest",
        description="What is this file, what is wrong with it, and would the Carbon Portal take it?",
        epilog="Exit codes: 0 fine, 1 faults found, 2 wrong use, 3 not judged to the end.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        summary = _summary(name)
        command = commands.add_parser(name, help=summary, description=summary)
        if only in (name, None):
            module = import_module(f"icos_ingest.cli.{name}")
            module.arguments(command)
            command.set_defaults(run=module.run)
    return top


def _start_ahead(command: str, words: Sequence[str]) -> None:
    """What reads a netCDF, say, is started before the options are understood: its start takes longest."""
    given = next((word for word in words if os.path.isfile(word)), None)
    if command == "validate" and given is not None:
        from icos_ingest.pipeline.starting import ahead

        ahead(given)


def _summary(command: str) -> str:
    """The first line of a command's module, which is not imported for it."""
    with open(os.path.join(os.path.dirname(__file__), f"{command}.py"), encoding="utf-8") as module:
        return module.readline().strip().strip('".')


def _refusals(error: IcosIngestError) -> list[str]:
    """Who was asked what the file is, and why each said no."""
    refusals = error.refusals if isinstance(error, DetectionError) else {}
    return [f"  {reader}: {why}" for reader, why in refusals.items()]


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from icos_ingest.resources import version

        say(f"icos-ingest {version()}")
        parser.exit()
