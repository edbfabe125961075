"""F402 explains what does not fit together in files of a series."""

from __future__ import annotations

from icos_ingest.model import Fault


def test_the_detail_is_the_message(judge_faults):
    (finding,) = judge_faults(Fault("series-repeat", detail="TA of a.csv and b.csv"))
    assert (finding.code, finding.severity, finding.message) == ("F402", "info", "TA of a.csv and b.csv")
