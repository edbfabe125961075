"""F404 explains what does not fit together in files of a series."""

from __future__ import annotations

from icos_ingest.model import Fault


def test_the_detail_is_the_message(judge_faults):
    (finding,) = judge_faults(Fault("series-units", detail="TA of a.csv and b.csv"))
    assert (finding.code, finding.severity, finding.message) == ("F404", "error", "TA of a.csv and b.csv")


def test_what_can_be_brought_together_is_a_warning(judge_faults):
    found = judge_faults(Fault("series-columns", detail="a"), Fault("series-converted", detail="b"))
    assert {finding.severity for finding in found} == {"warning"}
