"""The report in a browser or a notebook: nothing loaded, everything from the file escaped.

A page has one script of its own, to search and order the findings, which its Content-Security-Policy names by
its hash. A notebook gets the same report without it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from icos_ingest.model import Finding, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean_html
from icos_ingest.render.picture import picture
from icos_ingest.render.quote import Quote, quotes

FINDINGS = 100
"""How many findings of one file are shown in a notebook, and on a page of several files."""
PAGE = 1_000
"""How many findings are shown on the page of one file."""
SECTIONS = 100
"""How many files of a batch are shown beyond their line in the table."""
QUOTES = 3
_LONGEST = 1_000
_WIDTH = 100


def document(reports: Sequence[Report], *, full: bool = False) -> str:
    """A whole page.

    Args:
        reports: in the order to show.
        full: show every finding that the reports hold.
    """
    script = _asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    most = None if full else PAGE if len(reports) == 1 else FINDINGS
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>icos-ingest: {clean_html(words.tally(reports))}</title>\n"
        "<style>:root{color-scheme:light dark}body{margin:0}</style>\n</head>\n"
        f"<body>\n{_body(reports, most)}<script>{script}</script>\n</body>\n</html>\n"
    )


def fragment(reports: Sequence[Report]) -> str:
    """A self-contained part of a page; several reports begin with their table."""
    return _body(reports, FINDINGS)


def _body(reports: Sequence[Report], most: int | None) -> str:
    parts = [_table(reports)] if len(reports) > 1 else []
    told = [report for report in reports if len(reports) == 1 or words.worth_telling(report)]
    parts += [_section(report, most) for report in told[:SECTIONS]]
    if len(told) > SECTIONS:
        parts.append(f"<p>… and {len(told) - SECTIONS:,} more files, all of them in the JSON report</p>\n")
    return f'<div class="icos-ingest">\n<style>\n{_asset("page.css")}</style>\n{"".join(parts)}</div>\n'


@cache
def _asset(name: str) -> str:
    return files("icos_ingest.render").joinpath(name).read_text("utf-8")


def _table(reports: Sequence[Report]) -> str:
    head = "".join(f"<th>{title}</th>" for title in ("quality", "file", "portal"))
    head += "".join(f'<th class="n">{title}</th>' for title in ("errors", "warnings"))
    head += "".join(f"<th>{title}</th>" for title in ("format", "specification"))
    rows = "".join(_row(report) for report in reports)
    tally = clean_html(words.tally(reports))
    return f'<h2>{tally}</h2>\n<div class="wide"><table>\n<tr>{head}</tr>\n{rows}</table></div>\n'


def _row(report: Report) -> str:
    file = f'<td class="file">{_bdi(report.source.path)}</td>'
    portal = clean_html(words.PORTAL.get(report.portal.verdict, "unknown"))
    numbers = "".join(
        f'<td class="n">{words.number(report, severity):,}</td>'
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    rest = "".join(f"<td>{_bdi(text)}</td>" for text in (report.format, report.spec or ""))
    return f"<tr><td>{_verdict(report)}</td>{file}<td>{portal}</td>{numbers}{rest}</tr>\n"


def _section(report: Report, most: int | None) -> str:
    parts = [
        f"<section>\n<h2>{_verdict(report)} {_bdi(report.source.path)}</h2>\n",
        f"<div>Format: {_bdi(words.kind(report))}</div>\n",
        f"<div>Portal: {_bdi(words.portal_sentence(report))}</div>\n",
    ]
    if action := words.first_action(report):
        parts.append(f'<div class="first"><b>Do first:</b> {_bdi(action)}</div>\n')
    parts += [picture(overview) for overview in report.overviews]
    if report.findings:
        parts.append(_findings(report, most))
    parts += [f"<div>Skipped {clean_html(s.code)}: {_bdi(s.reason)}</div>\n" for s in report.skipped]
    return "".join([*parts, "</section>\n"])


def _findings(report: Report, most: int | None) -> str:
    findings = words.in_order(report.findings)
    rows = "".join(_finding(report, finding) for finding in findings[:most])
    more = len(findings) - len(findings[:most])
    rest = f"<div>… and {more:,} more findings, all of them in the JSON report</div>\n" if more > 0 else ""
    return f'<table class="findings">\n<tbody>\n{rows}</tbody></table>\n{rest}'


def _finding(report: Report, finding: Finding) -> str:
    places = finding.places or (finding.place,)
    quoted = quotes(report, places, most=QUOTES, width=_WIDTH)
    said = [_bdi(finding.message)]
    if finding.expected and finding.expected not in finding.message:
        said.append(f"Expected: {_bdi(finding.expected)}")
    if finding.fix:
        said.append(f"Fix: {_bdi(finding.fix)}")
    if finding.blocks_upload:
        said.append("<b>The portal would refuse the file for this.</b>")
    if rest := words.also(finding, [quote.line for quote in quoted]):
        said.append(_bdi(rest))
    lines = "\n".join(map(_quoted, quoted))
    if lines:
        lines = f"<pre>{lines}</pre>"
    count = f" ×{finding.count:,}" if finding.count > 1 else ""
    head = f'<b class="{finding.severity}">{finding.severity} {clean_html(finding.code)}</b>{count}'
    name, at = clean_html(finding.name), _bdi(words.at(finding.place))
    keys = f'data-code="{clean_html(finding.code)}" data-count="{finding.count}"'
    if finding.place.line is not None:
        keys += f' data-line="{finding.place.line}"'
    what = f'<td class="what">{"<br>".join(said)}{lines}</td>'
    return f"<tr {keys}><td>{head}<br>{name}<br>{at}</td>\n{what}</tr>\n"


def _quoted(quote: Quote) -> str:
    cell = clean_html(quote.cell) or "&nbsp;"
    mark = f"<mark>{cell}</mark>" if quote.marked else clean_html(quote.cell)
    return f"{quote.line} | {clean_html(quote.before)}{mark}{clean_html(quote.after)}"


def _verdict(report: Report) -> str:
    return f'<span class="{report.quality}">{report.quality.upper()}</span>'


def _bdi(text: str) -> str:
    """Text from outside, kept from turning the direction of what stands around it."""
    return f"<bdi>{clean_html(text, _LONGEST)}</bdi>"
