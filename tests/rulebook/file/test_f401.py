"""F401 explains what does not fit together in files of a series."""

from __future__ import annotations

from icos_ingest.model import Fault


def test_the_detail_is_the_message(judge_faults):
    (finding,) = judge_faults(Fault("series-contradiction", detail="TA of a.csv and b.csv"))
    assert (finding.code, finding.severity, finding.message) == ("F401", "error", "TA of a.csv and b.csv")
