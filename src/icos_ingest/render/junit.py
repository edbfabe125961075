"""JUnit XML, for CI servers: a suite for each file, a failed case for each error.

JUnit knows no warning: a warning or a note is a case that passed and says what it saw. A check that could
not run is an `<error>`, never `<skipped>`, which servers show in green.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from icos_ingest.model import Finding, Report, Severity
from icos_ingest.render import words
from icos_ingest.render.clean import clean

JUDGED = "judged to the end"
"""The case that every file has: it passes if nothing kept us from looking at all of it."""
_LONGEST = 1_000


def document(reports: Sequence[Report]) -> str:
    """The whole document."""
    suites = [_suite(report) for report in reports]
    root = Element("testsuites", {"name": "icos-ingest"} | _counts(suites))
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(report: Report) -> Element:
    path = clean(report.source.path, _LONGEST)
    suite = Element("testsuite", name=path)
    judged = _case(suite, path, JUDGED)
    for reason in words.unfinished(report):
        _fill(judged, "error", words.UNFINISHED, reason)
        break  # a case has one error; all reasons stand in the text below
    told = [f"Quality: {report.quality}", f"Portal: {words.portal_sentence(report)}"]
    told += [f"Not judged to the end: {reason}" for reason in words.unfinished(report)]
    SubElement(judged, "system-out").text = "\n".join(clean(line, _LONGEST) for line in told)
    for finding in words.in_order(report.findings):
        _finding(suite, report, path, finding)
    suite.attrib.update(
        tests=str(len(suite)),
        failures=str(len(suite.findall("testcase/failure"))),
        errors=str(len(suite.findall("testcase/error"))),
        skipped="0",
    )
    return suite


def _finding(suite: Element, report: Report, path: str, finding: Finding) -> None:
    where = words.where(report.source.path, finding.place)
    case = _case(suite, path, clean(f"{finding.code} {finding.name} {words.at(finding.place)}", _LONGEST))
    text = f"{clean(where, _LONGEST)}\n{clean(words.told(finding), _LONGEST)}"
    if finding.severity is Severity.ERROR:
        _fill(case, "failure", f"{finding.code} {finding.name}", finding.message).text = text
    else:
        SubElement(case, "system-out").text = f"{finding.severity}: {text}"


def _case(suite: Element, path: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=path, name=name, time="0")


def _fill(case: Element, tag: str, kind: str, message: str) -> Element:
    return SubElement(case, tag, type=clean(kind, _LONGEST), message=clean(message, _LONGEST))


def _counts(suites: Sequence[Element]) -> dict[str, str]:
    return {
        key: str(sum(int(suite.attrib[key]) for suite in suites)) for key in ("tests", "failures", "errors")
    }
