"""The report in a terminal: verdict, what to do first, findings, the first bad lines."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from icos_ingest.model import Finding, Place, Quality, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean, shorten
from icos_ingest.render.quote import Quote, quotes

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.segment import Segment

WIDTH = 80
FINDINGS = 20
"""How many findings of one file are shown unless all are asked for."""
QUOTES = 3
"""How many lines are quoted for one finding."""
TAIL = 31
"""Characters of a path that the table of a batch shows."""
_LONGEST = 400

_QUALITY = {
    Quality.PASS: "bold green",
    Quality.WARN: "bold yellow",
    Quality.FAIL: "bold red",
    Quality.INCOMPLETE: "bold magenta",
}
_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MARK = "bold red"


def plain(reports: Sequence[Report], *, width: int = WIDTH, full: bool = False) -> str:
    """The reports without colour; several end with their table.

    Args:
        reports: in the order to show.
        width: columns of the page.
        full: show every finding and every place that the reports hold.
    """
    from rich.console import Console

    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    parts = [
        block(report, width=width, full=full)
        for report in reports
        if len(reports) == 1 or words.worth_telling(report)
    ]
    if len(reports) > 1:
        parts.append(summary(reports))
    return page(console, *parts)


def page(console: Console, *parts: RenderableType) -> str:
    """What the console would print, without the blanks that fill its lines."""
    with console.capture() as capture:
        for part in parts:
            console.print(part, crop=False)  # a place is never cut nor broken, however long its path
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def block(report: Report, *, width: int = WIDTH, full: bool = False) -> RenderableType:
    """One file's report."""
    from rich.console import Group

    findings = words.in_order(report.findings)
    shown = findings if full else findings[:FINDINGS]
    parts = [*_verdict(report)]
    if shown:
        parts.append(_Findings(report, shown, width=width, full=full))
    if len(findings) > len(shown):
        parts += [
            "",
            _line(f"… and {len(findings) - len(shown):,} more findings; --all shows each", indent=2),
        ]
    if report.skipped:
        parts.append("")
        parts += [_labelled("Skipped", f"{s.code}: {s.reason}") for s in report.skipped]
    return Group(*parts, "")


def summary(reports: Sequence[Report]) -> RenderableType:
    """The table of verdicts that ends a batch, and how many files fared how."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for title, width in (("quality", 10), ("portal", 8)):
        table.add_column(title, no_wrap=True, min_width=width)
    for title in ("errors", "warnings"):
        table.add_column(title, justify="right", no_wrap=True, min_width=len(title))
    table.add_column("format", no_wrap=True, overflow="ellipsis", width=12)
    table.add_column("file", no_wrap=True, overflow="ignore")
    for report in reports:
        table.add_row(
            Text(report.quality, _QUALITY[report.quality]),
            words.PORTAL.get(report.portal.verdict, "unknown"),
            f"{words.number(report, Severity.ERROR):,}",
            f"{words.number(report, Severity.WARNING):,}",
            Text(clean(report.format, _LONGEST)),
            # The end of a path tells files apart, so what is cut is its beginning.
            Text(_tail(clean(report.source.path, _LONGEST))),
        )
    return Group(table, "", Text(words.tally(reports), "bold"))


def _tail(path: str) -> str:
    return path if len(path) <= TAIL else "…" + path[1 - TAIL :]


def _verdict(report: Report) -> Iterator[RenderableType]:
    from rich.text import Text

    quality = report.quality
    path = (clean(report.source.path, _LONGEST), "bold")
    yield Text.assemble((quality.upper(), _QUALITY[quality]), "  ", path, no_wrap=True, overflow="ignore")
    yield _labelled("Format", words.kind(report))
    yield _labelled("Portal", words.portal_sentence(report))
    if action := words.first_action(report):
        yield _labelled("Do first", action, style="bold")


class _Findings:
    """Findings laid out here and not by rich, since there may be ten thousand, with a million places."""

    def __init__(self, report: Report, findings: Sequence[Finding], *, width: int, full: bool) -> None:
        self._report = report
        self._findings = findings
        self._width = width
        self._full = full

    def __rich_console__(self, console: Console, _: object) -> Iterator[RenderableType | Segment]:
        from rich.segment import Segment

        plain: list[str] = []
        for finding in self._findings:
            for part, style in self._parts(finding):
                if not style:
                    plain.append(part)
                    continue
                yield Segment("".join(plain))
                yield Segment(part, console.get_style(style))
                plain.clear()
        yield Segment("".join(plain))

    def _parts(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Text with its style, of each finding one line or more."""
        path, style = self._report.source.path, _SEVERITY[finding.severity]
        yield "\n  ", ""
        yield f"{finding.severity} {clean(finding.code)}", style
        yield f"  {clean(words.where(path, finding.place), _LONGEST)}", ""
        if finding.count > 1:
            yield f"  ×{finding.count:,}", style
        if finding.blocks_upload:
            yield "  blocks the upload", style
        yield "\n", ""
        message = clean(finding.message, _LONGEST).rstrip(".")
        expected = clean(finding.expected, _LONGEST) if finding.expected else ""
        yield self._lines(
            message if not expected or expected in message else f"{message}. Expected: {expected}"
        )
        if finding.fix:
            yield self._lines(f"Fix: {clean(finding.fix, _LONGEST)}")
        places = finding.places or (finding.place,)
        quoted = quotes(self._report, places, most=QUOTES, width=max(20, self._width - 16))
        for quote in quoted:
            yield from _quoted(quote, self._width)
        if self._full and finding.count > 1:
            yield "".join(f"      {clean(_place(path, place))}\n" for place in places), ""
        elif rest := words.also(finding, [quote.line for quote in quoted]):
            yield self._lines(clean(rest))

    def _lines(self, text: str) -> tuple[str, str]:
        return "".join(f"    {line}\n" for line in _wrapped(text, max(1, self._width - 4))), ""


def _place(path: str, place: Place) -> str:
    return f"{words.where(path, place)}  {shorten(place.value or '', 100)}"


@lru_cache(maxsize=256)  # the advice of a rule is said of each of its findings
def _wrapped(text: str, width: int) -> list[str]:
    """A paragraph in lines of so many columns; a longer word is cut."""
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = chop_cells(word, width) or [""]  # of two blanks in a row
        lines += full
    return [*lines, line]


def _quoted(quote: Quote, width: int) -> Iterator[tuple[str, str]]:
    """The line with its number, and under its cell the mark; both cut where the page ends."""
    from rich.cells import cell_len, set_cell_size

    def fitting(text: str, room: int) -> str:
        return text if cell_len(text) <= room else set_cell_size(text, max(0, room))

    margin = len(f"{quote.line:>10} | ")
    before = fitting(quote.before, width - margin)
    at = margin + cell_len(before)
    cell = fitting(quote.cell, width - at)
    after = fitting(quote.after, width - at - cell_len(cell))
    yield f"{quote.line:>10} | ", "dim"
    yield before, ""
    yield cell, _MARK
    yield f"{after}\n", ""
    if quote.marked:
        yield f"{'':>10} | ", "dim"
        yield " " * cell_len(before), ""
        yield "^" * max(1, cell_len(cell)), _MARK
        yield "\n", ""


def _labelled(label: str, text: str, *, style: str = "") -> RenderableType:
    """A word in the margin and a paragraph beside it."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    grid.add_column(width=len("Do first") + 2, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label, "dim"), Text(clean(text, _LONGEST), style))
    return grid


def _line(text: str, *, indent: int = 4) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text), (0, 0, 0, indent))
