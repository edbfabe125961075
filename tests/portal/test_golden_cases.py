"""The verdict, the extract and the stored values are the portal's."""

from __future__ import annotations

from typing import Any

import pytest

from icos_ingest.schema import Spec
from support.portal_outcome import outcome


@pytest.mark.parametrize("part", range(4))
def test_the_golden_cases_agree(cases: list[dict[str, Any]], specs_of: dict[str, Spec], part: int) -> None:
    outcomes = {case["id"]: outcome(case, specs_of[case["spec"]]) for case in cases[part::4]}
    assert {name: told for name, told in outcomes.items() if told != "agrees"} == {}
