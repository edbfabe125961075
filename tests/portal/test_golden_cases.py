"""The verdict, the extract and the stored values are the portal's."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from icos_ingest import ingest
from icos_ingest.schema import Spec


def outcome(case: dict[str, Any], specs: dict[str, Spec]) -> str:
    """`agrees`, or what does not."""
    found = ingest(case["data"], spec=specs[case["spec"]], nrows=case["n_rows"])
    if found.verdict != case["verdict"]:
        return f"{case['format']}: {case['verdict']} ({case.get('reason')}), not {found.verdict}"
    if found.verdict == "rejected":
        return "agrees" if found.reason else f"{case['format']}: refused without a reason"
    expected = {key: value for key, value in case["extract"].items() if key != "coverage"}
    if found.extract != expected:
        return f"{case['format']}: another extract"
    columns = [[title, hashlib.sha256(values.tobytes()).hexdigest()[:16]] for title, values in found.columns]
    return "agrees" if columns == case["columns"] else f"{case['format']}: other values"


@pytest.mark.parametrize("part", range(4))
def test_the_golden_cases_agree(cases: list[dict[str, Any]], specs_of: dict[str, Spec], part: int) -> None:
    outcomes = {case["id"]: outcome(case, specs_of) for case in cases[part::4]}
    assert {name: told for name, told in outcomes.items() if told != "agrees"} == {}
