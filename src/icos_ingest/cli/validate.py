"""What is wrong with these files, and would the Carbon Portal take them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from icos_ingest.cli.config import Configuration, Said, add_known, add_settings
from icos_ingest.cli.known import KnownFaults
from icos_ingest.cli.options import add_reading, natural, positive, words
from icos_ingest.cli.output import check_target, complain, console, say, say_document, write_whole
from icos_ingest.cli.progress import Progress
from icos_ingest.cli.sources import STDIN, sources
from icos_ingest.errors import OptionError
from icos_ingest.model import Report, Severity, Source
from icos_ingest.model.report import json_document
from icos_ingest.render.text import block, page, plain, summary
from icos_ingest.render.words import worth_telling

if TYPE_CHECKING:
    from rich.console import RenderableType

FORMATS = ("text", "json", "html", "sarif", "junit", "github")
_FAIL_ON = {
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
    "never": set[Severity](),
}
_DEFAULTS = {
    "format": "text",
    "fail_on": "error",
    "select": (),
    "ignore": (),
    "all": False,
    "jobs": 1,
    "series": False,
    "all_columns": False,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATHS",
        help="files, folders, URLs, archive.zip!member, or - for standard input",
    )
    parser.add_argument("--format", choices=FORMATS, help="of the report (text)")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write the report, whole or not at all"
    )
    parser.add_argument("--fail-on", choices=list(_FAIL_ON), help="what makes exit code 1 (error)")
    parser.add_argument("--select", type=words, metavar="CODES", help="run only these rules: T203,V301")
    parser.add_argument("--ignore", type=words, metavar="CODES", help="run all rules but these")
    parser.add_argument(
        "--all",
        action=argparse.BooleanOptionalAction,
        help="list every finding and each of its places, not only the first",
    )
    parser.add_argument(
        "--series",
        action=argparse.BooleanOptionalAction,
        help="the files are one series: judge them together, too (overlaps, gaps, other columns or units)",
    )
    parser.add_argument("--jobs", type=positive, metavar="N", help="files to judge at a time (1)")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input in the report")
    add_settings(parser)
    add_known(parser)
    add_reading(parser)
    parser.add_argument(
        "--nrows", dest="n_rows", type=natural, metavar="N", help="rows according to the upload metadata"
    )
    parser.add_argument(
        "--variables", type=words, metavar="A,B", help="netCDF variables that the portal is to preview"
    )
    parser.add_argument(
        "--all-columns",
        action=argparse.BooleanOptionalAction,
        help="parse the columns, too, that the specification does not know",
    )


def run(args: argparse.Namespace) -> int:
    """Judge every file and report; on Ctrl-C report what was found until then."""
    configuration = Configuration(args, arguments, _DEFAULTS)
    whole = configuration.here().args
    if whole.output is not None:
        check_target(whole.output)
    given = sources(args.paths, stdin_name=args.stdin_filename, leave_out=whole.output)
    if whole.series and STDIN in args.paths:
        raise OptionError("--series reads each file twice, and standard input (-) can be read only once")
    said = [configuration.of(source) for source in given] + [configuration.here()] * whole.series
    known = KnownFaults(said, writing=args.write_baseline)
    live = whole.format == "text" and whole.output is None
    reports = _judge(given, said, known, whole, live=live)
    _finish(reports, whole, live=live)
    known.finish()
    left = len(said) - len(reports)
    if left:
        complain(f"interrupted: {left} of {len(said)} files are not in the report")
    levels = ["never" if args.write_baseline else one.args.fail_on for one in said]
    codes = {exit_code([report], level) for report, level in zip(reports, levels, strict=False)}
    return 1 if 1 in codes else exit_code((), "never", interrupted=left > 0 or 3 in codes)


def _judge(
    given: Sequence[str | Source],
    said: Sequence[Said],
    known: KnownFaults,
    whole: argparse.Namespace,
    *,
    live: bool,
) -> list[Report]:
    """The reports in the order of the files, shown as they come; after Ctrl-C those that there are."""
    from icos_ingest.pipeline import validate_many
    from icos_ingest.pipeline.starting import READS, is_begun

    printer = Thread(target=_load_console, daemon=True)
    reports: list[Report] = []
    each = [one.keywords(Configuration.path(source)) for one, source in zip(said, given, strict=False)]
    with Progress(len(given)) as progress, suppress(KeyboardInterrupt):

        def read(done: int, total: int | None) -> None:
            if live and printer.ident is None:
                printer.start()
            progress.bytes_done(done, total)

        def take(report: Report) -> None:
            reports.append(known.sift(len(reports), report))
            progress.file_done()
            if live and (len(given) == 1 or worth_telling(reports[-1])):
                _show(block(reports[-1], width=console().width, full=whole.all))

        if is_begun(READS) or whole.jobs > 1:
            read(0, None)  # all is done by other processes, which are starting, too
        validate_many(given, each=each, progress=read, on_report=take, **_asked(whole))
        if whole.series and len(reports) == len(given):
            from icos_ingest.pipeline import judge_series

            reading = [one.reading for one in said[: len(given)]]
            paths = [str(source) for source in given]  # standard input is not among them
            take(judge_series(paths, each=reading, select=whole.select, ignore=whole.ignore))
    return reports


def _load_console() -> None:
    """Load what prints while other processes have work; if it fails, it will fail again where it is told."""
    with suppress(Exception):
        console()


def _asked(args: argparse.Namespace) -> dict[str, Any]:
    """What differs from what `validate_many` does by itself."""
    asked: dict[str, Any] = {"keep": None} if args.all else {}
    asked["overview"] = args.format == "html"
    return asked | ({"jobs": args.jobs} if args.jobs > 1 else {})


def _finish(reports: Sequence[Report], args: argparse.Namespace, *, live: bool) -> None:
    """What can be said only in the end: the table, or the whole document."""
    if live:
        if len(reports) > 1:
            _show(summary(reports))
        return
    text = _rendered(reports, args)
    if args.output is None:
        say_document(text)
    else:
        write_whole(args.output, text)


def _rendered(reports: Sequence[Report], args: argparse.Namespace) -> str:
    if args.format == "text":
        return plain(reports, full=args.all)
    if args.format == "json":
        return json_document(reports)
    document: Callable[..., str] = import_module(f"icos_ingest.render.{args.format}").document
    return document(reports, full=True) if args.format == "html" and args.all else document(reports)


def _show(part: RenderableType) -> None:
    """Print at once: who waits for the next file can read."""
    say(page(console(), part))
    sys.stdout.flush()


def exit_code(reports: Sequence[Report], fail_on: str, *, interrupted: bool = False) -> int:
    """0 fine; 1 findings at or above `fail_on`; 3 none such, but not judged to the end."""
    counting = _FAIL_ON[fail_on]
    if any(finding.severity in counting for report in reports for finding in report.findings):
        return 1
    if interrupted or any(report.incomplete or report.skipped for report in reports):
        return 3
    return 0
