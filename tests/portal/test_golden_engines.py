"""Every golden case is the same to both engines, so what is proven of one is true of the other."""

from __future__ import annotations

from typing import Any

import pytest

from icos_ingest.schema import Spec
from support.engines import assert_same, blocks


def unlike(case: dict[str, Any], spec: Spec, run: int) -> str | None:
    """What differs between the engines, None where nothing does."""
    data, fmt = case["data"], spec.format
    try:
        found, wanted = (blocks(data, spec, fmt, quick=quick, run=run) for quick in (True, False))
        assert_same(found, wanted)
    except AssertionError as error:
        return str(error)[:300]
    return None


def all_unlike(cases: list[dict[str, Any]], specs_of: dict[str, Spec], run: int) -> dict[str, str]:
    told = {
        case["id"]: unlike(case, specs_of[case["spec"]], run)
        for case in cases
        if not case["data"].startswith((b"PK", b"\x1f\x8b"))
    }
    return {name: why for name, why in told.items() if why}


def test_a_part_of_the_golden_cases(cases: list[dict[str, Any]], specs_of: dict[str, Spec]) -> None:
    assert all_unlike(cases[::40], specs_of, run=200) == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(12))
def test_all_golden_cases(cases: list[dict[str, Any]], specs_of: dict[str, Spec], part: int) -> None:
    assert all_unlike(cases[part::12], specs_of, run=1 << 20) == {}
