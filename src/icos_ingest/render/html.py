"""The report in a browser or a notebook: no script, nothing loaded, everything from the file escaped."""

from __future__ import annotations

from collections.abc import Sequence

from icos_ingest.model import Finding, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean_html
from icos_ingest.render.quote import Quote, quotes

FINDINGS = 100
"""How many findings of one file are shown."""
QUOTES = 3
_LONGEST = 1_000
_WIDTH = 100

_STYLE = """
.icos-ingest{--fg:#1c2024;--bg:#fff;--soft:#f3f4f6;--line:#d5d9de;--pass:#1a7f37;--warn:#8a5a00;--fail:#b3261e;
--incomplete:#7b2d9e;color:var(--fg);background:var(--bg);font:14px/1.45 system-ui,sans-serif;padding:.75em}
@media (prefers-color-scheme:dark){.icos-ingest{--fg:#e6e8eb;--bg:#15181b;--soft:#20242a;--line:#3a4048;
--pass:#56d364;--warn:#e3b341;--fail:#ff7b72;--incomplete:#d2a8ff}}
.icos-ingest h2{font-size:1.1em;margin:.2em 0;overflow-wrap:anywhere}
.icos-ingest section{border-top:1px solid var(--line);padding:.6em 0}
.icos-ingest .first{background:var(--soft);border-left:4px solid var(--fail);padding:.4em .7em;margin:.5em 0}
.icos-ingest table{border-collapse:collapse;margin:.5em 0;color:inherit;font-size:inherit}
.icos-ingest th,.icos-ingest td{border-bottom:1px solid var(--line);padding:.3em .6em;text-align:left;
vertical-align:top}
.icos-ingest td.what,.icos-ingest td.file{overflow-wrap:anywhere;white-space:normal}
.icos-ingest td,.icos-ingest th{white-space:nowrap}
.icos-ingest td.file{min-width:14em}
.icos-ingest table.findings{width:100%;table-layout:fixed}
.icos-ingest table.findings td:first-child{width:13em;white-space:normal;overflow-wrap:anywhere}
@media (max-width:40em){.icos-ingest table.findings td{display:block;width:auto}
.icos-ingest table.findings td:first-child{width:auto;border-bottom:none}
.icos-ingest .wide{overflow-x:auto}}
.icos-ingest td.n,.icos-ingest th.n{text-align:right}
.icos-ingest pre{background:var(--soft);color:inherit;margin:.3em 0 0;padding:.3em .6em;overflow-x:auto}
.icos-ingest mark{background:none;color:var(--fail);font-weight:bold;text-decoration:underline wavy}
.icos-ingest .pass{color:var(--pass)}.icos-ingest .warn,.icos-ingest .warning{color:var(--warn)}
.icos-ingest .fail,.icos-ingest .error{color:var(--fail)}.icos-ingest .incomplete{color:var(--incomplete)}
"""


def document(reports: Sequence[Report]) -> str:
    """A whole page."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>icos-ingest: {clean_html(words.tally(reports))}</title>\n"
        "<style>:root{color-scheme:light dark}body{margin:0}</style>\n</head>\n"
        f"<body>\n{fragment(reports)}</body>\n</html>\n"
    )


def fragment(reports: Sequence[Report]) -> str:
    """A self-contained part of a page; several reports begin with their table."""
    parts = [_table(reports)] if len(reports) > 1 else []
    parts += [_section(report) for report in reports]
    return f'<div class="icos-ingest">\n<style>{_STYLE}</style>\n{"".join(parts)}</div>\n'


def _table(reports: Sequence[Report]) -> str:
    head = "".join(f"<th>{title}</th>" for title in ("quality", "portal"))
    head += "".join(f'<th class="n">{title}</th>' for title in ("errors", "warnings"))
    head += "".join(f"<th>{title}</th>" for title in ("format", "specification", "file"))
    rows = "".join(_row(report) for report in reports)
    tally = clean_html(words.tally(reports))
    return f'<h2>{tally}</h2>\n<div class="wide"><table>\n<tr>{head}</tr>\n{rows}</table></div>\n'


def _row(report: Report) -> str:
    portal = clean_html(words.PORTAL.get(report.portal.verdict, "unknown"))
    numbers = "".join(
        f'<td class="n">{words.number(report, severity):,}</td>'
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    rest = "".join(f"<td>{_bdi(text)}</td>" for text in (report.format, report.spec or ""))
    file = f'<td class="file">{_bdi(report.source.path)}</td>'
    return f"<tr><td>{_verdict(report)}</td><td>{portal}</td>{numbers}{rest}{file}</tr>\n"


def _section(report: Report) -> str:
    parts = [
        f"<section>\n<h2>{_verdict(report)} {_bdi(report.source.path)}</h2>\n",
        f"<div>Format: {_bdi(words.kind(report))}</div>\n",
        f"<div>Portal: {_bdi(words.portal_sentence(report))}</div>\n",
    ]
    if action := words.first_action(report):
        parts.append(f'<div class="first"><b>Do first:</b> {_bdi(action)}</div>\n')
    if report.findings:
        parts.append(_findings(report))
    parts += [f"<div>Skipped {clean_html(s.code)}: {_bdi(s.reason)}</div>\n" for s in report.skipped]
    return "".join([*parts, "</section>\n"])


def _findings(report: Report) -> str:
    findings = words.in_order(report.findings)
    rows = "".join(_finding(report, finding) for finding in findings[:FINDINGS])
    more = len(findings) - FINDINGS
    rest = f"<div>… and {more:,} more findings, all of them in the JSON report</div>\n" if more > 0 else ""
    return f'<table class="findings">\n{rows}</table>\n{rest}'


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
    return f'<tr><td>{head}<br>{name}<br>{at}</td>\n<td class="what">{"<br>".join(said)}{lines}</td></tr>\n'


def _quoted(quote: Quote) -> str:
    cell = clean_html(quote.cell) or "&nbsp;"
    mark = f"<mark>{cell}</mark>" if quote.marked else clean_html(quote.cell)
    return f"{quote.line:>8} | {clean_html(quote.before)}{mark}{clean_html(quote.after)}"


def _verdict(report: Report) -> str:
    return f'<span class="{report.quality}">{report.quality.upper()}</span>'


def _bdi(text: str) -> str:
    """Text from outside, kept from turning the direction of what stands around it."""
    return f"<bdi>{clean_html(text, _LONGEST)}</bdi>"
