"""Every finding that blocks an upload is a refusal of the portal, and the first of them is the portal's own."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import Any

import pytest

from icos_ingest import ingest, validate
from icos_ingest.errors import ReadError
from icos_ingest.model import Options, Source
from icos_ingest.pipeline.portal import as_uploaded
from icos_ingest.portal import PortalFold
from icos_ingest.registry import rules
from icos_ingest.rule_kinds import FaultRule
from icos_ingest.schema import Spec

CELLS = ("V101", "V205", "V206", "V207")
"""Rules that tell of a cell which does not parse."""
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
    "F101": {"zip", "other"},
    "F102": {"zip", "other"},
    "F004": {"zip", "other"},
    "F302": {"line-too-long"},
    # The portal notices a header that is too short, too long or without its end only where rows follow it.
    "H101": {"header-lines", "no-rows"},
    "H102": {"number-too-large"},
    "H103": {"no-rows"},
    # Units are looked at with the first row; a row of units that has one cell only is too short.
    "H105": {"units-row", "no-rows", "short-row"},
    "T101": {"time-stamp"},
    **{code: {"cell"} for code in CELLS},
}
"""What the portal calls the faults that a rule explains."""

ROW_COUNT = {"fewer-rows", "more-rows", "no-rows"}
"""What follows from a row at which the portal's reading ended."""
ROW_FAULTS = {"C201", "T101", *CELLS, "C204", "C205", "F302"}

EXCEPTIONS = {
    # The portal's stages run side by side: a row fault further down overtakes that of a cell or stamp.
    ("V101", "cells-per-row"),
    ("T101", "cells-per-row"),
    ("C101", "cells-per-row"),
    # A blank line of a SOCAT table is stamped before it is measured; so is a row of one cell elsewhere.
    ("C201", "time-stamp"),
    ("C101", "short-row"),
    ("C301", "short-row"),
    # SOCAT columns are looked for before rows are measured, but after the first row was stamped.
    ("C201", "missing-columns"),
    # One row too many ends the portal's reading, unless the rows read ahead hold a worse one.
    ("C302", "cell"),
    ("C302", "cells-per-row"),
    ("T101", "cell"),
    # A stray line of the header among the rows is seen before the rows that were read ahead are stamped.
    ("T101", "header-lines"),
    # The header is counted while it is read: its second fault may be met first.
    ("H101", "number-too-large"),
}
"""Pairs that are told in another order than the portal meets them."""


@pytest.fixture(scope="session")
def codes() -> dict[str, str]:
    """The code of the rule that explains each kind of fault."""
    return {
        kind: rule.code for rule in rules().values() if isinstance(rule, FaultRule) for kind in rule.kinds
    }


def _first(case: dict[str, Any], spec: Spec, codes: dict[str, str]) -> str | None:
    """The code of the fault that the portal would meet first."""
    options = Options(n_rows=case["n_rows"])
    with ExitStack() as stack:
        try:
            content = as_uploaded(Source.of(case["data"]), spec, options, stack)
            table = next(iter(content.tables().values()), None)
            columns = table.columns if table else ()
            fold = PortalFold(content.facts, columns, spec, options.n_rows, must_count=True)
            for block in table.blocks() if table else ():
                fold.feed(block)
        except ReadError as error:
            return codes[error.kind]
        first = fold.finish().first
    return codes[first.kind] if first else None


@pytest.mark.parametrize("part", range(4))
def test_what_blocks_is_what_the_portal_refuses(
    cases: list[dict[str, Any]], specs_of: dict[str, Spec], part: int
) -> None:
    wrong = {}
    for case in cases[part * 10 :: 40]:
        spec, counted = specs_of[case["spec"]], {} if case["n_rows"] is None else {"nrows": case["n_rows"]}
        report = validate(case["data"], spec=spec, **counted)
        blocks = any(finding.blocks_upload for finding in report.findings)
        told = report.portal
        said = {**counted, **told.assumed}
        found = ingest(case["data"], spec=spec, **said)
        same = (told.verdict, told.reason, told.extract) == (found.verdict, found.reason, found.extract)
        if blocks != (case["verdict"] == "rejected") or told.verdict != case["verdict"] or not same:
            wrong[case["id"]] = (case.get("reason"), blocks, told.verdict, told.reason, found.reason)
    assert wrong == {}


def _lines(data: bytes) -> list[bytes]:
    return [line.strip() for line in data.split(b"\n")]


def test_a_damaged_cell_is_found_on_its_line(cases: list[dict[str, Any]], specs_of: dict[str, Spec]) -> None:
    whole = {(case["base"], case["spec"]): case["data"] for case in cases if not case["changes"]}
    found, missed = 0, []
    for case in cases:
        sibling = whole.get((case["base"], case["spec"]))
        if sibling is None or case["verdict"] != "rejected" or case["changes"] not in (["cell"], ["time"]):
            continue
        if case["reason"] in ROW_COUNT:
            continue  # the announced number was changed too, and the cell is harmless or after it
        pairs = zip(_lines(sibling), _lines(case["data"]), strict=False)
        line = next((number for number, (a, b) in enumerate(pairs, 1) if a != b), None)
        report = validate(case["data"], spec=specs_of[case["spec"]], nrows=case["n_rows"])
        lines = [finding.place.line for finding in report.findings if finding.blocks_upload]
        if lines[:1] == [line]:
            found += 1
        else:
            missed.append((case["id"], line, lines[:2]))
    assert found >= 0.99 * (found + len(missed)), missed
    assert found > 0, "there are such cases"


def test_the_first_fault_is_the_portals(
    cases: list[dict[str, Any]], specs_of: dict[str, Spec], codes: dict[str, str]
) -> None:
    pairs: Counter[tuple[str | None, str]] = Counter()
    for case in cases:
        if case["verdict"] == "rejected":
            pairs[_first(case, specs_of[case["spec"]], codes), case["reason"]] += 1
    odd = {
        (code, reason): count
        for (code, reason), count in pairs.items()
        if code is None or reason not in REASONS[code] | (ROW_COUNT if code in ROW_FAULTS else set())
    }
    assert {pair: count for pair, count in odd.items() if pair not in EXCEPTIONS} == {}
    assert set(odd) >= EXCEPTIONS, "an exception that is none goes"
    assert sum(odd.values()) < 0.02 * sum(pairs.values())
