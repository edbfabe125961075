"""What blocks an upload is what the portal refuses, its first fault comes first, and each stands at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from icos_ingest import Report, ingest, validate
from icos_ingest.model import Finding, Place
from icos_ingest.schema import Spec

REASONS = {
    "C101": {"missing-columns"},
    "C201": {"cells-per-row"},
    "C204": {"blank-line"},
    "C205": {"quotes"},
    "C301": {"no-rows"},
    "C302": {"fewer-rows", "more-rows"},
    # An ATC header without its counts announces no rows, and any row is one too many.
    "C303": {"nrows-missing", "more-rows"},
    "C304": {"value-format"},
    # Archives that cannot be unpacked: the portal names what it stumbled over.
    "F004": {"zip", "other"},
    "F101": {"zip", "other"},
    "F102": {"zip", "other", "no-rows", "time-stamp"},
    "F302": {"line-too-long"},
    # The portal notices a header that is too short, too long or without its end only where rows follow it.
    "H101": {"header-lines", "no-rows"},
    "H102": {"number-too-large"},
    "H103": {"no-rows"},
    # Units are looked at with the first row; a row of units that has one cell only is too short.
    "H105": {"units-row", "no-rows", "short-row"},
    "T101": {"time-stamp"},
    "V101": {"cell"},
}
"""What the portal calls the faults that a rule explains."""

CELLS = {"V205": "V101", "V206": "V101", "V207": "V101"}
"""Refused cells of which it is known what they were meant to be."""
PACKED = "F205"
"""A file that is packed where it may not be: the portal says what it makes of the archive's bytes as text."""
ROW_COUNT = {"fewer-rows", "more-rows", "no-rows"}
"""What follows from a row at which the portal's reading ended."""
ROW_FAULTS = {"C201", "T101", "V101", "C204", "C205", "F302"}

EXCEPTIONS = {
    # The portal's stages run side by side: a fault further down overtakes that of a cell or stamp.
    ("V101", "cells-per-row"),
    ("T101", "cells-per-row"),
    ("T101", "header-lines"),
    ("C302", "cell"),
    # A SOCAT row is stamped before it is measured, so a blank one has no stamp; here it has too few cells.
    ("C201", "time-stamp"),
    # Half-hourly products with one title: the stamp would be the second cell, which no row has.
    ("C101", "short-row"),
    # The header is counted while it is read: its second fault is met first.
    ("H101", "number-too-large"),
    # An instant that is read, and then found to be too far away to be stored.
    ("T101", "cell"),
}
"""Pairs that are told in another order or words than the portal's; all of them together are 45 cases of 6,560."""

UNCOUNTED = {"e-218"}
"""The portal was not told how many rows there are, and refused for that; we take as many as there are, and say
so in `assumed`."""


SEPARATORS = {"asciiAtcProductTimeSer": b";", "asciiAtcFlaskTimeSer": b";", "asciiOtcSocatTimeSer": b"\t"}
ELSEWHERE = {
    # Which line of a header is gone or too much cannot be seen.
    ("header_drop", "header-lines"),
    ("header_add", "header-lines"),
    ("header_count", "header-lines"),
    ("title_drop", "header-lines"),
    ("title_regex", "header-lines"),
    ("title_swap", "header-lines"),
    ("cells", "header-lines"),
    # A title too few or in another place shifts the cells of a format that cuts its rows to fit; they are told.
    ("title_drop", "cell"),
    ("title_drop", "time-stamp"),
    ("title_drop", "cells-per-row"),
    ("title_swap", "cell"),
    ("title_swap", "time-stamp"),
    ("title_dup", "cell"),
    # Of several changed cells the first may be harmless; a quote or blank may be, too, and the next line is not.
    ("cells", "cell"),
    ("cells", "cells-per-row"),
    ("quote", "cells-per-row"),
    ("quote", "time-stamp"),
    ("blank_end", "time-stamp"),
}
"""Changes that may show elsewhere than where they were made, by the portal's reason."""


QUOTED = re.compile(r"Could not parse '(.*?)' as |Text '(.*?)' could not be parsed", re.DOTALL)

Complaint = Iterator[tuple[str, Any]]


def blocking(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.blocks_upload]


def places(report: Report) -> list[Place]:
    return [place for finding in blocking(report) for place in (finding.place, *finding.places)]


def verdict(case: dict[str, Any], report: Report) -> Complaint:
    told, wanted = report.portal, "accepted" if case["id"] in UNCOUNTED else case["verdict"]
    if told.verdict != wanted or bool(blocking(report)) != (wanted == "rejected"):
        yield "verdict", (case.get("reason"), told.verdict, told.reason)
    if case["verdict"] == "accepted":
        extract = {key: value for key, value in case["extract"].items() if key != "coverage"}
        if told.extract != extract:
            yield "extract", told.extract
    if any(f.place.line is None and f.place.offset is None for f in blocking(report)):
        yield "place", [f.code for f in blocking(report)]


def first_fault(case: dict[str, Any], report: Report) -> Complaint:
    code, reason = blocking(report)[0].code, case["reason"]
    code = CELLS.get(code, code)
    meant = REASONS.get(code, set()) | (ROW_COUNT if code in ROW_FAULTS else set())
    if code != PACKED and reason not in meant and (code, reason) not in EXCEPTIONS:
        yield "first", (code, reason)


def quoted_text(case: dict[str, Any], report: Report) -> Complaint:
    match = QUOTED.search(case["message"])
    text = (match[1] or match[2] or "") if match else "…"
    if "…" in text or text.endswith("...") or PACKED in {finding.code for finding in blocking(report)}:
        return  # the message was shortened, or is about an archive
    values = {place.value for place in places(report)}
    # The portal completes the stamps of years before it reads them; a long value ends in an ellipsis here.
    cut = any(value and value.endswith("…") and text.startswith(value[:-1]) for value in values)
    if not cut and not {text, text.removesuffix("-01-01")} & values:
        yield "quoted", (text, sorted(map(str, values))[:3])


def changed_place(case: dict[str, Any], report: Report, whole: bytes) -> Complaint:
    """The first line that differs from the undamaged file, and for a cell its number, is where a fault stands."""
    (change,), reason = case["changes"], case["reason"]
    before, after = whole.split(b"\n"), case["data"].split(b"\n")
    line = next((n for n, (a, b) in enumerate(zip(before, after, strict=False), 1) if a != b), None)
    line = line or min(len(before), len(after)) + 1
    if line not in {place.line for place in places(report)}:
        if (change, reason) not in ELSEWHERE:
            yield "line", (change, reason, line)
        return
    if change == "cell" and case["format"] != "asciiOtcProductCsv":  # whose quotes hide separators
        separator = SEPARATORS.get(case["format"], b",")
        old, new = before[line - 1].split(separator), after[line - 1].split(separator)
        column = next(n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b)
        if len(old) == len(new) and (line, column) not in {(p.line, p.column) for p in places(report)}:
            yield "cell", (reason, line, column)


@pytest.fixture(scope="session")
def undamaged(cases: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(case["base"], case["spec"]): case for case in cases if not case["changes"]}


PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_every_case_is_refused_for_the_portals_fault_at_its_place(
    cases: list[dict[str, Any]], specs_of: dict[str, Spec], undamaged: Any, part: int
) -> None:
    wrong: dict[str, dict[str, Any]] = {}
    for case in cases[part::PARTS]:
        report = validate(case["data"], spec=specs_of[case["spec"]], nrows=case["n_rows"], keep=None)
        complaints = [verdict(case, report)]
        if case["verdict"] == "rejected" and case["id"] not in UNCOUNTED:
            complaints += [first_fault(case, report), quoted_text(case, report)]
            sibling = undamaged.get((case["base"], case["spec"]))
            alone = len(case["changes"]) == 1 and case["reason"] not in ROW_COUNT
            if sibling is not None and sibling["verdict"] != "rejected" and alone:
                complaints.append(changed_place(case, report, sibling["data"]))
        for kind, told in (each for complaint in complaints for each in complaint):
            wrong.setdefault(kind, {})[case["id"]] = told
    # Texts that are not quoted as they stand are counted: control characters and the like.
    quoted = wrong.pop("quoted", {})
    assert wrong == {}
    assert len(quoted) <= 0.01 * len(cases) / PARTS, quoted


def test_the_portals_part_of_a_report_is_what_ingest_says(
    cases: list[dict[str, Any]], specs_of: dict[str, Spec]
) -> None:
    for case in cases[3::10]:
        spec, given = specs_of[case["spec"]], {} if case["n_rows"] is None else {"nrows": case["n_rows"]}
        told = validate(case["data"], spec=spec, **given).portal
        found = ingest(case["data"], spec=spec, **{**given, **told.assumed})
        assert (told.verdict, told.reason, told.extract) == (found.verdict, found.reason, found.extract)
