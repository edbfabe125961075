"""What is wrong with these files, and would the Carbon Portal take them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from icos_ingest.cli.options import add_reading, keywords, natural, positive, specification, words
from icos_ingest.cli.output import check_target, complain, say_document, write_whole
from icos_ingest.cli.progress import Progress
from icos_ingest.cli.sources import sources
from icos_ingest.model import Options, Report, Severity
from icos_ingest.model.report import json_document
from icos_ingest.render.text import block, plain, summary

if TYPE_CHECKING:
    from rich.console import Console

_FAIL_ON = {
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
    "never": set[Severity](),
}
KEEP = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATHS",
        help="files, folders, URLs, archive.zip!member, or - for standard input",
    )
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="of the report")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write the report, whole or not at all"
    )
    parser.add_argument("--fail-on", choices=list(_FAIL_ON), default="error", help="what makes exit code 1")
    parser.add_argument(
        "--select", type=words, default=(), metavar="CODES", help="run only these rules: T203,V301"
    )
    parser.add_argument("--ignore", type=words, default=(), metavar="CODES", help="run all rules but these")
    parser.add_argument(
        "--all", action="store_true", help=f"list every place, not the first {KEEP} of a finding"
    )
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="files to judge at a time")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input in the report")
    add_reading(parser)
    parser.add_argument(
        "--nrows", dest="n_rows", type=natural, metavar="N", help="rows according to the upload metadata"
    )
    parser.add_argument(
        "--variables", type=words, metavar="A,B", help="netCDF variables that the portal is to preview"
    )
    parser.add_argument(
        "--all-columns",
        action="store_true",
        help="parse the columns, too, that the specification does not know",
    )


def run(args: argparse.Namespace) -> int:
    """Judge every file and report; on Ctrl-C report what was found until then."""
    from icos_ingest.pipeline import validate_many

    if args.output is not None:
        check_target(args.output)
    found = sources(args.paths, stdin_name=args.stdin_filename, leave_out=args.output)
    spec = specification(args)
    live = args.format == "text" and args.output is None
    reports: list[Report] = []
    with Progress(len(found)) as progress, suppress(KeyboardInterrupt):

        def take(report: Report) -> None:
            reports.append(report)
            with progress.file_done():
                if live:
                    _console().print(block(report, width=_console().width, full=args.all))

        validate_many(
            found,
            jobs=args.jobs,
            spec=spec,
            options=Options(**keywords(args)),
            select=args.select,
            ignore=args.ignore,
            keep=None if args.all else KEEP,
            progress=progress.bytes_done,
            on_report=take,
        )
    _finish(reports, args, live=live)
    left = len(found) - len(reports)
    if left:
        complain(f"interrupted: {left} of {len(found)} files are not in the report")
    return exit_code(reports, args.fail_on, interrupted=left > 0)


def _finish(reports: Sequence[Report], args: argparse.Namespace, *, live: bool) -> None:
    """What can be said only in the end: the table, or the whole document."""
    if live:
        if len(reports) > 1:
            _console().print(summary(reports))
        return
    text = _RENDERERS[args.format](reports, args)
    if args.output is None:
        say_document(text)
    else:
        write_whole(args.output, text)


def _html(reports: Sequence[Report], _: argparse.Namespace) -> str:
    from icos_ingest.render.html import document

    return document(reports)


_RENDERERS: dict[str, Callable[[Sequence[Report], argparse.Namespace], str]] = {
    "text": lambda reports, args: plain(reports, full=args.all),
    "json": lambda reports, _: json_document(reports),
    "html": _html,
}


def _console() -> Console:
    """Standard output: with colour on a terminal, plain in a pipe."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False, soft_wrap=False)


def exit_code(reports: Sequence[Report], fail_on: str, *, interrupted: bool = False) -> int:
    """0 fine; 1 findings at or above `fail_on`; 3 none such, but not judged to the end."""
    counting = _FAIL_ON[fail_on]
    if any(finding.severity in counting for report in reports for finding in report.findings):
        return 1
    if interrupted or any(report.incomplete or report.skipped for report in reports):
        return 3
    return 0
