"""P401: a value breaks a check of your own."""

from __future__ import annotations

import pytest

from icos_ingest.model import NOWHERE, Fault, Place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(field="TA", index=(3,), value="51"), "'51' in 'TA' breaks your own check le(50)"),
        (Place(index=(3,)), "a row breaks your own check le(50)"),
        (Place(field="TA"), "'TA' breaks your own check le(50)"),
        (NOWHERE, "the data break your own check le(50)"),
    ],
)
def test_the_value_and_the_check_are_named(judge_faults, place, said):
    (finding,) = judge_faults(Fault("own-check", place, detail="le(50)"))
    assert (finding.code, finding.severity, finding.message) == ("P401", "error", said)
