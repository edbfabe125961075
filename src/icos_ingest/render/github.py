"""Workflow commands of GitHub Actions: each finding becomes an annotation at its line.

GitHub shows the first ten errors, warnings and notices of a step, so the worst come first. Every line is a
command, and no text can begin another one: what does not print is escaped before GitHub's own escapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icos_ingest.model import Finding, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean
from icos_ingest.render.quote import characters

_LONGEST = 1_000
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def document(reports: Sequence[Report]) -> str:
    """Every annotation, what was not judged to the end first, then by severity; the tally ends it."""
    lines = [line for report in reports for line in _unfinished(report)]
    for severity in Severity:
        for report in reports:
            lines += [
                _annotation(report, finding)
                for finding in words.in_order(report.findings)
                if finding.severity is severity
            ]
    lines.append(_command("notice", words.tally(reports), title="icos-ingest"))
    return "\n".join(lines) + "\n"


def _unfinished(report: Report) -> Iterator[str]:
    for reason in words.unfinished(report):
        text = f"The file could not be judged to its end: {reason}"
        yield _command("error", text, file=report.source.path, title=words.UNFINISHED)


def _annotation(report: Report, finding: Finding) -> str:
    place = finding.place
    at: dict[str, object] = {"file": report.source.path}
    told = words.told(finding)
    if place.member is not None:
        told = f"{words.at(place)}: {told}"  # a line within the archive is no line of the file
    elif place.line is not None:
        at["line"] = place.line
        if span := characters(report, place):
            at |= {"col": span[0], "endColumn": span[1]}
    elif inside := words.inner(place):
        told = f"{inside}: {told}"
    return _command(_COMMAND[finding.severity], told, **at, title=f"{finding.code} {finding.name}")


def _command(name: str, message: str, **properties: object) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: object) -> str:
    shown = clean(text, _LONGEST)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
