"""SARIF 2.1.0, for code-scanning views: one result for each finding, with its first place and its count.

A member of an archive lies in no file of its own: its findings stand at the archive, and their logical
location says where inside. What kept a file from being judged to its end is a result of level `error`, too,
since few viewers show `executionSuccessful`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from icos_ingest import registry
from icos_ingest.errors import IcosIngestError
from icos_ingest.model import Place, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean
from icos_ingest.render.quote import characters
from icos_ingest.resources import version

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RELATED = 10
"""Further places of a finding that are listed, unless there are more than `MANY` findings."""
MANY = 1_000
_LONGEST = 1_000
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def document(reports: Sequence[Report]) -> str:
    """The whole log: one run, each file an artifact of it."""
    rules = _Rules()
    artifacts, at = _unique([_artifact(report) for report in reports])
    most = RELATED if sum(len(report.findings) for report in reports) <= MANY else 0
    results = [
        result for n, report in zip(at, reports, strict=True) for result in _results(n, report, rules, most)
    ]
    run = {
        "tool": {"driver": {"name": "icos-ingest", "version": version(), "rules": rules.described}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports)],
        "artifacts": artifacts,
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


class _Rules:
    """The rules that results refer to, each described once, by its place in the list."""

    def __init__(self) -> None:
        self.described: list[dict[str, Any]] = []
        self._index: dict[str, int] = {}

    def refer(self, code: str, name: str) -> dict[str, Any]:
        code, name = clean(code, _LONGEST), clean(name, _LONGEST)
        if code not in self._index:
            self._index[code] = len(self.described)
            self.described.append(_described(code, name))
        return {"ruleId": code, "ruleIndex": self._index[code]}


def _described(code: str, name: str) -> dict[str, Any]:
    """A rule with the summary and the advice of its page, if it is one of the installed."""
    described: dict[str, Any] = {"id": code, "name": name}
    if code == words.UNFINISHED:
        return described | {"shortDescription": {"text": "The file could not be judged to its end"}}
    try:
        rule = registry.rule(code)
    except IcosIngestError:  # of a package that is not installed here
        return described
    summary = rule.page.summary
    return described | {"shortDescription": {"text": summary}, "help": {"text": rule.advice or summary}}


def _results(n: int, report: Report, rules: _Rules, most: int) -> Iterator[dict[str, Any]]:
    for finding in words.in_order(report.findings):
        yield {
            **rules.refer(finding.code, finding.name),
            "level": _LEVEL[finding.severity],
            "message": _message(words.told(finding)),
            "locations": [_location(n, report, finding.place)],
            "occurrenceCount": max(1, finding.count),
            **_related(n, report, finding.places[1 : 1 + most]),
            "properties": {"blocksUpload": finding.blocks_upload},
        }
    for reason in words.unfinished(report):
        yield {
            **rules.refer(words.UNFINISHED, words.UNFINISHED),
            "level": "error",
            "message": _message(reason),
            "locations": [_location(n, report, Place())],
        }


def _related(n: int, report: Report, places: Sequence[Place]) -> dict[str, Any]:
    others, _ = _unique([_location(n, report, place) for place in places])
    return {"relatedLocations": others} if others else {}


def _unique(items: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[int]]:
    """Equal items once, as the schema wants them, and where each of the given ones is among them."""
    index: dict[str, int] = {}
    at = [index.setdefault(json.dumps(item), len(index)) for item in items]
    return [json.loads(text) for text in index], at


def _location(n: int, report: Report, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(report.source.path), "index": n}}
    if place.line is not None and place.member is None:
        physical["region"] = {"startLine": max(1, place.line)}
        if span := characters(report, place):
            physical["region"] |= {"startColumn": span[0], "endColumn": span[1]}
    location: dict[str, Any] = {"physicalLocation": physical}
    inside = words.at(place) if place.member else words.inner(place)
    if inside:
        name = clean(place.field or place.member or inside, _LONGEST)
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": clean(inside, _LONGEST)}]
    return location


def _artifact(report: Report) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": {"uri": uri(report.source.path)},
        "roles": ["analysisTarget"],
        "properties": {
            "quality": str(report.quality),
            "portal": clean(words.portal_sentence(report), _LONGEST),
            "format": clean(words.kind(report), _LONGEST),
        },
    }
    if report.source.size is not None:
        artifact["length"] = report.source.size
    if report.source.sha256:
        artifact["hashes"] = {"sha-256": report.source.sha256}
    return artifact


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """Whether every file was judged to its end, and why one was not."""
    notes = [
        {
            "level": "error",
            "message": _message(reason),
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(report.source.path)}}}],
        }
        for report in reports
        for reason in words.unfinished(report)
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _message(text: str) -> dict[str, str]:
    """Plain text: braces are no placeholders (SARIF 3.11.5), brackets no links (3.11.6)."""
    shown = clean(text, _LONGEST).replace("](", "] (")
    return {"text": shown.replace("{", "{{").replace("}", "}}")}


def uri(path: str) -> str:
    """A path as a relative or `file:` URI, byte for byte; a URL stays one."""
    try:
        octets = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no path can be so, but a name that was given to a stream
        octets = path.encode("utf-8", "backslashreplace")
    if "://" in path:
        return quote(octets, safe=":/?&=%#@+,;!~*'()")
    quoted = quote(octets.replace(b"\\", b"/"))
    return f"file://{quoted}" if quoted.startswith("/") else quoted
