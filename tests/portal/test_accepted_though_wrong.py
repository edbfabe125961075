"""What the portal accepts though it is wrong is a warning of its own: nobody else will ever tell."""

from __future__ import annotations

from typing import Any

import pytest

from icos_ingest import validate
from icos_ingest.schema import Spec

TOLD = {
    "hh dup x": "C102",
    "hh TIMESTAMP in file": "C105",
    "hh second is not END": "C106",
    "sites regex A and xA": "C107",
    "otc text after quote": "C108",
    "atc rows long rows": "C202",
    "eco stops at 2": "C206",
    "bom": "F304",
    "nul": "F303",
    "badutf8": "F301",
    "sites #### at end": "H104",
    "atc dup total": "H106",
    "atc rows flag long": "Q103",
    "eco blank date": "T105",
    "iso leap": "T106",
    "sites odd ts": "T108",
}
"""The code of the warning by the change that was made."""


@pytest.mark.parametrize(("change", "code"), TOLD.items())
def test_it_is_told(cases: list[dict[str, Any]], specs_of: dict[str, Spec], change: str, code: str) -> None:
    chosen = [case for case in cases if case["changes"] == [change] and case["verdict"] == "accepted"]
    assert chosen, "there is such a case"
    silent = []
    for case in chosen[:20]:
        report = validate(case["data"], spec=specs_of[case["spec"]], nrows=case["n_rows"])
        if code not in {f.code for f in report.findings if f.severity == "warning"}:
            silent.append((case["id"], [f.code for f in report.findings]))
    assert silent == []
