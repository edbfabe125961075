"""What every renderer says of a report, in the same words and the same order.

The sentences hold text from files as it stands; a renderer cleans them for where it writes to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from icos_ingest.model import Finding, Place, Quality, Report, Severity

PORTAL = {"accepted": "accepted", "rejected": "refused", "stored": "stored", "unknown": "unknown"}
"""The portal's verdict in one word."""

_PORTAL = {
    "accepted": "would accept the file",
    "rejected": "would refuse the file",
    "stored": "would store the file unread",
    "unknown": "not known",
}
_ASSUMED = {"nrows": "{} rows", "utc_offset": "a UTC offset of {} h"}
_SEVERITIES = list(Severity)
UNFINISHED = "not-judged-to-the-end"
"""What formats for machines call a file that could not be judged to its end."""
_LISTED = 8


def portal_sentence(report: Report) -> str:
    """The portal's verdict, its reason, and what was taken for granted."""
    portal = report.portal
    text = _PORTAL.get(portal.verdict, portal.verdict)
    if portal.reason:
        text += f": {portal.reason.rstrip('.')}"
    if portal.candidates:
        text += f"; candidates: {listed(portal.candidates)}"
    if portal.assumed:
        taken = [_ASSUMED.get(key, f"{key} = {{}}").format(value) for key, value in portal.assumed.items()]
        text += f"; not given and taken from the file or the format: {listed(taken)}"
    if portal.facts_date and (report.spec or portal.candidates):
        text += f" (specifications of {portal.facts_date})"
    return text


def worth_telling(report: Report) -> bool:
    """Whether there is more to say of a file than its line in the table of a batch."""
    refused = report.portal.verdict == "rejected"
    return bool(report.findings) or report.quality is not Quality.PASS or refused


def first_action(report: Report) -> str | None:
    """What to do first: mend what blocks the upload, then errors, what stopped a check, warnings."""
    if report.quality is Quality.FAIL:
        return _mend(report.findings, Severity.ERROR)
    if report.skipped:
        return f"Have every check run: {report.skipped[0].reason}"
    if report.incomplete:
        return "Have the file judged to its end: run the checks again"
    if report.quality is Quality.WARN:
        return _mend(report.findings, Severity.WARNING)
    if report.portal.candidates:
        return f"Say which specification the file is for, such as --spec {report.portal.candidates[0]}"
    return None


def _mend(findings: Iterable[Finding], severity: Severity) -> str:
    """The most important advice; where no finding has any, what is wrong."""
    grave = [finding for finding in in_order(findings) if finding.severity is severity]
    first = next((finding for finding in grave if finding.fix), grave[0])
    advice = first.fix or first.message
    return f"Line {first.place.line}: {advice}" if first.place.line is not None else advice


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, and of them those that block the upload; otherwise as the report has them."""
    return sorted(findings, key=lambda f: (_SEVERITIES.index(f.severity), not f.blocks_upload))


def told(finding: Finding) -> str:
    """The whole of a finding in a line: what is wrong, how often, what is right, how to mend it."""
    parts = [finding.message]
    if finding.count > 1:
        parts.append(f"{finding.count:,} times")
    if finding.expected and finding.expected not in finding.message:
        parts.append(f"Expected: {finding.expected}")
    if finding.fix:
        parts.append(f"Fix: {finding.fix}")
    if finding.blocks_upload:
        parts.append("The portal would refuse the file for this")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def unfinished(report: Report) -> list[str]:
    """What kept the file from being judged to its end; empty where nothing did."""
    reasons = [f"{skipped.code}: {skipped.reason}" for skipped in report.skipped]
    if report.incomplete and not reasons:
        stopped = [finding.message for finding in report.findings if finding.code.startswith("X")]
        reasons = stopped[:1] or ["something kept us from looking at all of it"]
    return reasons


def kind(report: Report) -> str:
    """Format and specification."""
    return f"{report.format}, specification {report.spec}" if report.spec else report.format


def where(name: str, place: Place) -> str:
    """The place as `file:line:cell`, `file!member:line`, or `file /group/variable[3, 4]`."""
    text = f"{name}!{place.member}" if place.member else name
    if place.line is not None:
        return text + f":{place.line}" + (f":{place.column}" if place.column is not None else "")
    inside = inner(place)
    return f"{text} {inside}" if inside else text


def at(place: Place) -> str:
    """The place in words, without its file: `line 10, cell 2`."""
    text = f"line {place.line}" if place.line is not None else inner(place)
    if place.line is not None and place.column is not None:
        text += f", cell {place.column}"
    return f"{place.member}: {text}" if place.member else text


def inner(place: Place) -> str:
    """The place within its file, without line: group, variable, index, byte."""
    group = f"{place.group.rstrip('/')}/" if place.group else ""
    text = group + (place.field or "")
    if place.index is not None:
        text += f"[{', '.join(map(str, place.index))}]"
    if place.offset is not None:
        text = f"{text} byte {place.offset:,}".strip()
    return text


def also(finding: Finding, quoted: Iterable[int]) -> str:
    """Where else, beside the finding's own place and the quoted lines; empty where that is all."""
    shown = set(quoted)
    others = [place for place in finding.places[1:] if place.line not in shown]
    rest = others[:_LISTED]
    left = finding.count - max(1, len(finding.places) - len(others)) - len(rest)
    if not rest:
        return f"and {left:,} more" if left > 0 else ""
    lines = all(place.line is not None for place in rest)
    places = [str(place.line) if lines else inner(place) for place in rest]
    text = f"also {'in lines' if lines else 'at'} {', '.join(places)}"
    return text + (f" and {left:,} more" if left > 0 else "")


def tally(reports: Sequence[Report]) -> str:
    """How many files, and how they and their series fared: `12 files: 5 pass, 2 warn, 5 fail`."""
    counts = Counter(report.quality for report in reports)
    words = ", ".join(f"{counts[q]:,} {q}" for q in reversed(Quality) if counts[q])
    series = sum(report.format == "series" for report in reports)
    n = len(reports) - series
    files = f"{n:,} file{'' if n == 1 else 's'}{' and their series' if series else ''}"
    return f"{files}: {words}" if words else files


def number(report: Report, severity: Severity) -> int:
    """How many defects of that severity, equal ones counted each."""
    return sum(f.count for f in report.findings if f.severity is severity)


def listed(words: Sequence[str]) -> str:
    """The words with commas, a long list cut."""
    more = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
    return ", ".join(words[:_LISTED]) + more
